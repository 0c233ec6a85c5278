package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies images with a model and compares the results with another program's. */
@Command(
    name = "check",
    description =
        "Classifies images with a model, prints the best class of each, and compares it with what"
            + " another program says.",
    footer =
        "The exit code is 1 if an image could not be classified or has another best class than"
            + " expected.")
public final class ModelCheckCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource source;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Images, or a folder with images.")
  private Path images;

  @Option(
      names = "--expected",
      paramLabel = "CSV",
      description =
          "What another program says: columns file, top1 (index of the best class) and, if known, p1"
              + " (its probability) and class_index (the true class).")
  private Path expected;

  @Override
  public Integer call() throws CommandFailure, IOException {
    Output out = output.open();
    Optional<ExpectedClasses> other =
        expected == null ? Optional.empty() : Optional.of(ExpectedClasses.read(expected));
    ModelArtifact model = importing.read(source, output);
    List<ImageFile> files = ImageFiles.find(List.of(images), output::complain);
    if (files.isEmpty()) {
      throw CommandFailure.usage("--images: expected images, found none in " + images, null);
    }
    // Every pixel is decoded, so that differences come from the model and not from the decoder.
    ImageClassifier classifier =
        new ImageClassifier(
            kernel.compile(model),
            model.preprocessing().geometry(),
            ImageLimits.DEFAULT,
            DecodeMode.EXACT,
            new ImageClassifier.Wanted(1, false, false));
    ModelCheckReport report = new ModelCheckReport(out, model, other);
    try (Progress progress = output.progressBesideLines("check", files.size())) {
      for (ImageFile file : files) {
        report.add(classifier.classify(file));
        progress.step();
      }
    }
    report.summarise();
    return report.passed() ? ExitCode.OK : ExitCode.INPUT;
  }
}
