package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelThresholdsTest {
  private static final int IMAGES = 60;

  @TempDir private Path folder;
  private Path small;
  private Path large;
  private Path images;

  /** Labels are the answers of the large model, which is therefore always right. */
  @BeforeEach
  void create() throws IOException {
    small = folder.resolve("small");
    large = folder.resolve("large");
    TestModels.writeDirectory(small, 1, 32, 4);
    TestModels.writeDirectory(large, 2, 64, 4);
    images = Files.createDirectory(folder.resolve("images"));
    Path unsorted = Files.createDirectory(folder.resolve("unsorted"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(unsorted.resolve(i + ".png"), TestPictures.png(i, 40, 40));
    }
    for (JsonNode line : Invocation.of("classify", "--model", "" + large, "" + unsorted).json()) {
      Path file = Path.of(line.get("file").asText());
      Path named = images.resolve(line.at("/classes/0/index").asText());
      Files.createDirectories(named);
      Files.copy(file, named.resolve(file.getFileName()));
    }
  }

  private Invocation thresholds(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("model", "thresholds", "" + images, "--small=" + small, "--large=" + large));
    arguments.addAll(List.of(more));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void everyImageIsInOneHalfAndTheResultIsTheSameEachTime() {
    Invocation run = thresholds("--max-loss=100");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode summary = run.json().get(0).get("thresholds");
    assertThat(summary.get("choosing").asInt() + summary.get("judging").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("choosing").asInt()).isBetween(10, IMAGES - 10);
    // Any loss is allowed, so that every answer of the small model stands.
    assertThat(summary.get("threshold").asDouble()).isZero();
    JsonNode again = thresholds("--max-loss=100").json().get(0).get("thresholds");
    for (String field : List.of("choosing", "judging", "confidence", "threshold")) {
      assertThat(again.get(field)).isEqualTo(summary.get(field));
    }
    assertThat(accuracy(run, "cascade, probability")).isEqualTo(accuracy(run, "small alone"));
    assertThat(accuracy(run, "large alone")).isOne();
  }

  @Test
  void withoutAnyLossTheLargeModelSeesWhatTheSmallOneGetsWrong() throws IOException {
    Path chart = folder.resolve("chart.svg");

    Invocation run = thresholds("--max-loss=0", "--chart=" + chart);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(accuracy(run, "small alone")).isLessThan(1);
    assertThat(accuracy(run, "cascade, probability")).isBetween(accuracy(run, "small alone"), 1.0);
    JsonNode cheapest = run.json().stream().filter(line -> line.has("point")).findFirst().get();
    assertThat(cheapest.at("/point/largeShare").asDouble()).isZero();
    assertThat(cheapest.at("/point/accuracy").asDouble()).isEqualTo(accuracy(run, "small alone"));
    assertThat(Files.readString(chart))
        .startsWith("<svg ")
        .contains("small, then large", "<polyline ", "<circle ", "large alone, 100.00 %")
        .endsWith("</svg>\n");
    assertThat(thresholds("--format=table").out())
        .contains("images per second", "large alone", "plus minus");
  }

  private static double accuracy(Invocation run, String models) {
    return run.json().stream()
        .map(line -> line.path("result"))
        .filter(result -> result.path("models").asText().equals(models))
        .findFirst()
        .orElseThrow()
        .get("accuracy")
        .asDouble();
  }

  @Test
  void imagesThatCannotBeReadAreNamedAndLeftOut() throws IOException {
    Files.createDirectories(images.resolve("0"));
    Files.writeString(images.resolve("0/broken.png"), "no picture");

    Invocation run = thresholds();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines().filter(line -> line.contains("broken.png: UNSUPPORTED_FORMAT")))
        .hasSize(1);
    JsonNode summary = run.json().get(0).get("thresholds");
    assertThat(summary.get("choosing").asInt() + summary.get("judging").asInt()).isEqualTo(IMAGES);
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    assertThat(thresholds("--max-loss=1", "--min-speedup=2").err())
        .contains("expected --max-loss or --min-speedup, found both");
    assertThat(thresholds("--min-speedup=0").exitCode()).isEqualTo(2);
    assertThat(thresholds("--max-loss=-1").err()).contains("expected --max-loss from 0 to 100");
    Files.createDirectories(images.resolve("no class"));
    Files.copy(folder.resolve("unsorted/1.png"), images.resolve("no class/1.png"));
    Invocation run = thresholds();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("expected the name of a class or its index from 0 to 3");
  }
}
