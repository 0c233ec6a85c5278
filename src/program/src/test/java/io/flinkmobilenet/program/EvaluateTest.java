package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import io.flinkmobilenet.stream.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  private static final int SIGNS = RoadSign.values().length;

  @TempDir private Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void create() throws IOException {
    model = folder.resolve("model");
    TestModels.writeDirectory(model, 1, 32, SIGNS);
    images = Files.createDirectory(folder.resolve("pictures"));
  }

  @Test
  void countsWhatClassifySays() throws IOException {
    Path unsorted = Files.createDirectory(folder.resolve("unsorted"));
    for (int i = 0; i < 10; i++) {
      Files.write(unsorted.resolve(i + ".png"), TestPictures.png(i, 40, 40));
    }
    int right = 0;
    for (JsonNode line :
        Invocation.of("classify", "--model", "" + model, "" + unsorted, "--threads=1").json()) {
      Path file = Path.of(line.get("file").asText());
      int i = Integer.parseInt(file.getFileName().toString().replace(".png", ""));
      int best = line.at("/classes/0/index").asInt();
      // Even images are labelled with the model's best class, by label or by index; odd ones with
      // the next class.
      int truth = i % 2 == 0 ? best : (best + 1) % SIGNS;
      Path named = images.resolve(i % 4 < 2 ? "class " + truth : "" + truth);
      Files.createDirectories(named);
      Files.copy(file, named.resolve(file.getFileName()));
      right += truth == best ? 1 : 0;
    }

    Path chart = folder.resolve("confusion.png");
    Invocation run = evaluate("" + images, "--confusion", "" + chart);

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode summary = run.json().get(0).get("evaluation");
    assertThat(summary.get("pictures").asInt()).isEqualTo(10);
    assertThat(summary.get("top1").asDouble()).isEqualTo(right / 10.0);
    assertThat(summary.get("top5").asDouble()).isGreaterThanOrEqualTo(right / 10.0);
    long mistakes =
        run.json().stream().mapToLong(line -> line.at("/confusion/pictures").asLong(0)).sum();
    assertThat(mistakes).isEqualTo(10 - right);
    BufferedImage drawn = ImageIO.read(chart.toFile());
    assertThat(drawn.getWidth()).isLessThan(drawn.getHeight() + 1);
    Invocation table = evaluate("" + images, "--format=table");
    assertThat(table.out()).contains("top1      50.00 %").contains("recall").contains("true class");
  }

  @Test
  void takesTheOptionsOfAModel() throws IOException {
    Files.write(
        Files.createDirectory(images.resolve("3")).resolve("a.png"), TestPictures.png(1, 40, 50));
    Path weights = Files.move(model.resolve("model.safetensors"), folder.resolve("w.safetensors"));
    Invocation run =
        Invocation.of(
            "evaluate",
            "" + images,
            "--model=" + weights,
            "--crop=32",
            "--preprocessing=inception",
            "--model-size=36");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("preprocessing: --preprocessing inception; --size\n");
    assertThat(run.json().get(0).at("/evaluation/pictures").asInt()).isEqualTo(1);
    Invocation wrong = evaluate("" + images, "--model-size=0");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--model-size: expected 1 to 8192 pixels, found 0");
  }

  @Test
  void looksThroughTheCamera() throws IOException {
    nameRoadSigns();
    Invocation frames = evaluate("--camera=12", "--seed=5", "--size=160x120");
    assertThat(frames.exitCode()).as(frames.err()).isZero();

    Camera camera = new Camera(5, 160, 120);
    for (int i = 0; i < 12; i++) {
      CameraFrame frame = camera.frame(i);
      Path named = Files.createDirectories(images.resolve(frame.sign().label()));
      Files.write(named.resolve(i + ".jpg"), frame.jpeg());
    }
    assertThat(withoutSource(evaluate("" + images))).isEqualTo(withoutSource(frames));
  }

  @Test
  void refusesCameraFramesForAModelOfOtherThings() {
    Invocation run = evaluate("--camera=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("without the class 'stop'");
  }

  @Test
  void saysWhichImagesCannotBeReadAndGoesOn() throws IOException {
    Path named = Files.createDirectory(images.resolve("3"));
    Files.writeString(named.resolve("text.jpg"), "not a picture");
    Files.write(named.resolve("good.png"), TestPictures.png(1, 40, 40));
    Invocation run = evaluate("" + images);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("text.jpg: UNSUPPORTED");
    assertThat(run.json().get(0).at("/evaluation/pictures").asInt()).isEqualTo(1);
  }

  @Test
  void namesFoldersThatAreNoClasses() throws IOException {
    assertThat(evaluate("" + images).err()).contains("expected sub-folders with images");
    Path owls = Files.createDirectory(images.resolve("owls"));
    Path owl = Files.write(owls.resolve("a.png"), TestPictures.png(1, 40, 40));
    Invocation unknown = evaluate("" + images);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains(owls + ": expected the name of a class or its index");
    Files.move(owl, images.resolve("a.png"));
    Invocation loose = evaluate("" + images);
    assertThat(loose.exitCode()).isEqualTo(2);
    assertThat(loose.err()).contains("a.png: expected it in a sub-folder");
  }

  private void nameRoadSigns() throws IOException {
    Path config = model.resolve("config.json");
    String text = Files.readString(config);
    for (RoadSign sign : RoadSign.values()) {
      text = text.replace("\"class " + sign.ordinal() + "\"", "\"" + sign.label() + "\"");
    }
    Files.writeString(config, text);
  }

  /** The results of the classes, without their source. */
  private static List<String> withoutSource(Invocation run) {
    return run.out().lines().skip(1).toList();
  }

  private Invocation evaluate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evaluate", "--model", model.toString()));
    all.addAll(List.of(arguments));
    return Invocation.of(all.toArray(String[]::new));
  }
}
