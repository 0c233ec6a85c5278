package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.showcase.roadsigns.ContactSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes frames to files. */
final class FrameFiles {
  private FrameFiles() {}

  /**
   * Writes the first frames of a camera, in one folder per class as programs for training expect
   * them.
   *
   * @param step called after each frame
   * @return number of bytes written
   */
  static long save(Camera camera, long frames, Path folder, Runnable step) throws CommandFailure {
    long bytes = 0;
    for (long index = 0; index < frames; index++) {
      CameraFrame frame = camera.frame(index);
      Path file = folder.resolve(frame.sign().label()).resolve("%06d.jpg".formatted(index));
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, frame.jpeg());
      } catch (IOException e) {
        throw unwritable(file, e);
      }
      bytes += frame.jpeg().length;
      step.run();
    }
    return bytes;
  }

  /** Writes one frame of each class into one PNG file. */
  static void saveSheet(Camera camera, Path file) throws CommandFailure {
    try {
      Files.write(file, ContactSheet.of(camera));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static CommandFailure unwritable(Path file, IOException cause) {
    return CommandFailure.input(file + ": cannot be written: " + cause.getMessage(), cause);
  }
}
