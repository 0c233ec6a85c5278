package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.input.KernelOption;
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
import io.flinkmobilenet.image.InputGeometry;
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

/** Classifies pictures on disk. */
@Command(
    name = "classify",
    description = "Classifies pictures on disk, without Kafka: one line a file.",
    footer = "Exit code 1 where a file could not be classified; its line says why.")
public final class ClassifyCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      required = true,
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description =
          "Folder with config.json, preprocessor_config.json, model.safetensors; or a model that"
              + " comes with the program.")
  private ModelSource model;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures, and folders with all that is in them.")
  private List<Path> paths;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many classes a picture (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(names = "--logits", description = "In JSON also the logits of all classes.")
  private boolean logits;

  @Option(names = "--embedding", description = "In JSON also what the last layer reads.")
  private boolean embedding;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pictures at the same time (default: one a processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-image-bytes",
      paramLabel = "N",
      description = "Longer files are refused (default: ${DEFAULT-VALUE}).")
  private int maxImageBytes = ImageLimits.DEFAULT.maxBytes();

  @Option(
      names = "--max-image-pixels",
      paramLabel = "N",
      description = "Pictures with more pixels are refused (default: ${DEFAULT-VALUE}).")
  private long maxImagePixels = ImageLimits.DEFAULT.maxPixels();

  @Option(
      names = "--decode",
      paramLabel = "fast|exact",
      description =
          "Whether JPEG pictures much larger than needed are decoded to fewer pixels, or exactly"
              + " (default: fast).")
  private DecodeMode decode = DecodeMode.FAST;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (topK < 1 || threads < 1 || maxImageBytes < 1 || maxImagePixels < 1) {
      throw CommandFailure.usage(
          "--top-k, --threads, --max-image-bytes and --max-image-pixels must be at least 1", null);
    }
    Output out = output.open();
    ModelArtifact artifact = model.read();
    Plan plan = kernel.compile(artifact);
    List<ImageFile> files = ImageFiles.find(paths, output::complain);
    if (files.isEmpty()) {
      output.complain("expected pictures, found none in " + paths);
    }
    VerdictPrinter printer =
        new VerdictPrinter(out, describe(artifact, plan), artifact.labels(), artifact.scores());
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
        // Each has an arena of some megabytes: none for those who would have nothing to do.
        .limit(Math.min(threads, Math.max(files, 1)))
        .<Function<ImageFile, FileResult>>map(classifier -> classifier::classify)
        .toList();
  }

  private Map<String, Object> describe(ModelArtifact artifact, Plan plan) {
    return Output.object(
        "name", model.name(), "digest", artifact.digest(), "kernel", plan.kernel());
  }
}
