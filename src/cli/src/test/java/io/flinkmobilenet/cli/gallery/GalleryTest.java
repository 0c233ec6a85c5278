package io.flinkmobilenet.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
  private static final String HOSTILE = "<img src=x onerror=\"alert('1')\">&\u0007\ud800";
  private static final RecordOrigin ORIGIN = new RecordOrigin("images", 1, 17L);
  private static final byte[] IMAGE = TestPictures.png(1, 16, 16);

  @TempDir private Path folder;

  @Test
  void holdsTheImageByteForByte() throws IOException {
    String page = page(predicted("cat.jpg", "tabby", depict(IMAGE, Map.of())));
    Matcher source = Pattern.compile("src=\"data:image/png;base64,([^\"]*)\"").matcher(page);
    assertThat(source.find()).isTrue();
    assertThat(Base64.getDecoder().decode(source.group(1))).isEqualTo(IMAGE);
    assertThat(page).contains("<bdi>tabby</bdi> <b>75.0 %</b>").contains("width=\"75.0%\"");
    assertThat(page).contains("1 image, classified by pets/1").doesNotContain("checkbox");
  }

  @Test
  void tellsRightFromWrongWhereTheTrueClassIsKnown() throws IOException {
    String page =
        page(
            predicted("a", "tabby", depict(IMAGE, Map.of("class", "tabby"))),
            predicted("b", "tabby", depict(IMAGE, Map.of("class", "beagle"))),
            predicted("c", "tabby", depict(IMAGE, Map.of())));
    assertThat(page).contains("; 1 of 2 right").contains("checkbox");
    assertThat(page).contains("✓ right: <bdi>tabby").contains("✗ it is <bdi>beagle");
    assertThat(page)
        .containsSubsequence(
            "article class=\"right\"", "article class=\"wrong\"", "article class=\"open\"");
  }

  @Test
  void escapesWhateverAnEventSays() throws IOException {
    RejectedImage rejected =
        new RejectedImage(
            HOSTILE,
            ORIGIN,
            Stage.DECODE,
            Reason.MALFORMED_IMAGE,
            HOSTILE + "x".repeat(5000),
            ByteBuffer.wrap(new byte[0]),
            Instant.EPOCH);
    Depiction depiction = depict(IMAGE, Map.of("class", HOSTILE));
    String page =
        page(
            predicted(HOSTILE, HOSTILE, depiction),
            new RejectedTile(HOSTILE, rejected, Depiction.absent(HOSTILE)));
    assertThat(page)
        .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp; ")
        .doesNotContain("<img src=x")
        .doesNotContain("\"alert")
        .doesNotContain("\u0007")
        .doesNotContain("x".repeat(401));
  }

  @Test
  void allowsItselfNothingButItsStyleAndItsImages() throws Exception {
    String page = page(predicted("a", "b", depict(IMAGE, Map.of())));
    Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
    assertThat(style.find()).isTrue();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes("UTF-8"));
    assertThat(page)
        .contains(
            "content=\"default-src 'none'; img-src data:; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; base-uri 'none'; form-action 'none'\"")
        .doesNotContain("<script")
        .doesNotContain(" style=")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void keepsToItsBudgetAndShowsOnlyImages() {
    ImageBudget budget = new ImageBudget(IMAGE.length + 10);
    assertThat(budget.depict(event(IMAGE, Map.of())).image()).isEqualTo(IMAGE);
    assertThat(budget.depict(event(IMAGE, Map.of())).absence()).startsWith("left out");
    byte[] drawing = "<svg onload='alert(1)'/>".getBytes();
    Depiction depiction = budget.depict(event(drawing, Map.of("class", "a")));
    assertThat(depiction.absence()).isEqualTo("not an image: 24 bytes");
    assertThat(depiction.trueClass()).isEqualTo("a");
  }

  private String page(Tile... tiles) throws IOException {
    Path file = folder.resolve("gallery.html");
    new Gallery("Predictions", Arrays.asList(tiles)).write(file);
    return Files.readString(file);
  }

  private static PredictedTile predicted(String id, String label, Depiction depiction) {
    Prediction prediction =
        new Prediction(
            id,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            new ModelVersion("pets", "1", "00"),
            List.of(
                new ClassProbability(3, label, 0.75f), new ClassProbability(4, "NaN", Float.NaN)),
            null,
            ORIGIN,
            Scores.SOFTMAX,
            null,
            null,
            null,
            null,
            0,
            Decision.CLASSIFIED,
            List.of(),
            null,
            null);
    return new PredictedTile(prediction, depiction);
  }

  private static Depiction depict(byte[] image, Map<String, String> attributes) {
    return new ImageBudget(1 << 20).depict(event(image, attributes));
  }

  private static ImageEvent event(byte[] image, Map<String, String> attributes) {
    return new ImageEvent(
        "id", ByteBuffer.wrap(image), null, Instant.EPOCH, attributes, null, null);
  }
}
