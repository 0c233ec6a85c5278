package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.golden.GoldenCheck;
import io.flinkmobilenet.stream.golden.GoldenReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The images with which every TaskManager checks its kernels before it uses the model. */
final class GoldenOption {
  @Option(
      names = "--golden",
      paramLabel = "DIR",
      description =
          "Add the images of this folder, at most 16 of 256 KiB each, with the logits of the scalar"
              + " kernels. Every TaskManager compares its own logits before it uses the model.")
  private Path folder;

  /**
   * Returns the model with the images of the folder. Without a folder the model keeps the images
   * that it has, and they are checked with the kernels of this machine.
   *
   * @throws CommandFailure if the folder has no images, too many or too large ones, or images that
   *     cannot be decoded; or if the model gives other logits for the images that it has
   */
  ModelArtifact added(ModelArtifact model, OutputOptions output)
      throws CommandFailure, IOException {
    try {
      if (folder != null) {
        return model.withGolden(images(model, output));
      }
      if (!model.golden().isEmpty()) {
        GoldenCheck.check(model, model.compile(KernelProvider.select(KernelChoice.AUTO)));
      }
      return model;
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  private List<GoldenImage> images(ModelArtifact model, OutputOptions output)
      throws CommandFailure, InvalidModelException, IOException {
    List<ImageFile> files = files(output);
    GoldenReference reference = new GoldenReference(model);
    List<GoldenImage> images = new ArrayList<>();
    try (Progress progress = output.progress("golden images", files.size())) {
      for (ImageFile file : files) {
        images.add(reference.image(file.name(), content(file)));
        progress.step();
      }
    }
    return images;
  }

  private List<ImageFile> files(OutputOptions output) throws CommandFailure, IOException {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage("--golden: expected a folder of images, found " + folder, null);
    }
    List<ImageFile> files = ImageFiles.find(List.of(folder), output::complain);
    if (files.isEmpty() || files.size() > GoldenImage.MAX_IMAGES) {
      throw CommandFailure.usage(
          "--golden: expected 1 to %d images, found %d in %s"
              .formatted(GoldenImage.MAX_IMAGES, files.size(), folder),
          null);
    }
    return files;
  }

  private static byte[] content(ImageFile file) throws CommandFailure, IOException {
    byte[] content = file.read(GoldenImage.MAX_BYTES);
    if (content.length == 0 || content.length > GoldenImage.MAX_BYTES) {
      throw CommandFailure.input(
          "--golden: %s: expected an image of 1 to %d bytes, found %d"
              .formatted(file.path(), GoldenImage.MAX_BYTES, Files.size(file.path())),
          null);
    }
    return content;
  }
}
