package io.flinkmobilenet.showcase.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetteringTest {
  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;'-+=%/_()";

  @Test
  void drawsEveryCharacterInItsOwnWay() {
    Set<List<Integer>> seen = new HashSet<>();
    CHARACTERS.chars().forEach(c -> assertThat(seen.add(drawn(Character.toString(c)))).isTrue());
    assertThat(seen.add(drawn("é"))).isTrue();
    assertThat(drawn("日")).isEqualTo(drawn("é"));
    assertThat(drawn("A")).isEqualTo(drawn("a"));
    assertThat(drawn(" ")).containsOnly(0);
  }

  @Test
  void measuresWhatItDraws() {
    assertThat(Lettering.width("", 12)).isZero();
    assertThat(Lettering.width("o", 12)).isEqualTo(8);
    assertThat(Lettering.width("oo", 12)).isEqualTo(20);
    assertThat(Lettering.width("oo", 6)).isEqualTo(10);
  }

  @Test
  void cutsWhatDoesNotFit() {
    assertThat(Lettering.fit("no sign", 12, 200)).isEqualTo("no sign");
    String cut = Lettering.fit("pedestrian crossing", 12, 100);
    assertThat(cut).startsWith("pede").endsWith("..");
    assertThat(Lettering.width(cut, 12)).isLessThanOrEqualTo(100);
  }

  private static List<Integer> drawn(String text) {
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    Lettering.draw(graphics, text, 10, 40, 24);
    graphics.dispose();
    return IntStream.range(0, 3600).mapToObj(i -> image.getRGB(i % 60, i / 60) & 0xff).toList();
  }
}
