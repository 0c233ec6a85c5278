package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.input.ThreadsOption;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies images on disk. */
@Command(
    name = "classify",
    description = "Classifies images on disk, without Kafka, and prints one line per file.",
    footer = "The exit code is 1 if a file could not be classified; its line says why.")
public final class ClassifyCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      required = true,
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource model;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Images, and folders with everything in them.")
  private List<Path> paths;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of classes per image (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(names = "--logits", description = "Add the logits of all classes to the JSON output.")
  private boolean logits;

  @Option(
      names = "--embedding",
      description = "Add the input of the last layer to the JSON output.")
  private boolean embedding;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--max-image-bytes",
      paramLabel = "N",
      description = "Largest file, in bytes; larger ones are refused (default: ${DEFAULT-VALUE}).")
  private int maxImageBytes = ImageLimits.DEFAULT.maxBytes();

  @Option(
      names = "--max-image-pixels",
      paramLabel = "N",
      description = "Most pixels of an image; larger ones are refused (default: ${DEFAULT-VALUE}).")
  private long maxImagePixels = ImageLimits.DEFAULT.maxPixels();

  @Option(
      names = "--decode",
      paramLabel = "fast|exact",
      description =
          "fast decodes JPEG images that are much larger than needed at reduced size, exact decodes"
              + " every pixel (default: fast).")
  private DecodeMode decode = DecodeMode.FAST;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (topK < 1 || threads.count() < 1 || maxImageBytes < 1 || maxImagePixels < 1) {
      throw CommandFailure.usage(
          "--top-k, --threads, --max-image-bytes and --max-image-pixels must be at least 1", null);
    }
    Output out = output.open();
    ModelArtifact artifact = importing.read(model, output);
    Plan plan = kernel.compile(artifact);
    List<ImageFile> files = ImageFiles.find(paths, output::complain);
    if (files.isEmpty()) {
      output.complain("expected images, found none in " + paths);
    }
    FileResultPrinter printer =
        new FileResultPrinter(out, describe(artifact, plan), artifact.labels(), artifact.scores());
    try (Progress progress = output.progressBesideLines("classify", files.size())) {
      InOrder.run(
          files,
          workers(artifact, plan, files.size()),
          verdict -> {
            printer.print(verdict);
            progress.step();
          });
    }
    return printer.sawFailures() ? ExitCode.INPUT : ExitCode.OK;
  }

  private List<Function<ImageFile, FileResult>> workers(
      ModelArtifact artifact, Plan plan, int files) {
    InputGeometry geometry = artifact.preprocessing().geometry();
    ImageLimits limits = new ImageLimits(maxImageBytes, maxImagePixels);
    ImageClassifier.Wanted wanted = new ImageClassifier.Wanted(topK, logits, embedding);
    return Stream.generate(() -> new ImageClassifier(plan, geometry, limits, decode, wanted))
        // Each classifier has an arena of some megabytes, so there are no more of them than files.
        .limit(Math.min(threads.count(), Math.max(files, 1)))
        .<Function<ImageFile, FileResult>>map(classifier -> classifier::classify)
        .toList();
  }

  private Map<String, Object> describe(ModelArtifact artifact, Plan plan) {
    return Output.object(
        "name", model.name(), "digest", artifact.digest(), "kernel", plan.kernel());
  }
}
