package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFilesTest {
  @TempDir private Path folder;

  @Test
  void savesFramesInOneFolderAClass() throws IOException {
    Invocation run = Invocation.of("camera", "--save=" + folder, "--frames=30", "--seed=5");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("saved").asInt()).isEqualTo(30);
    Camera camera = new Camera(5);
    for (int i = 0; i < 30; i++) {
      CameraFrame frame = camera.frame(i);
      Path file = folder.resolve(frame.sign().label()).resolve("%06d.jpg".formatted(i));
      assertThat(file).hasBinaryContent(frame.jpeg());
    }
  }

  @Test
  void savesASheetWithAllClasses() throws IOException {
    Path file = folder.resolve("sheet.png");

    Invocation run = Invocation.of("camera", "--sheet=" + file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(700);
    assertThat(Files.size(file)).isLessThan(300_000);
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    Invocation run = Invocation.of("camera", "--save=" + file, "--frames=1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("mobilenet: " + file).contains("cannot be written");
  }
}
