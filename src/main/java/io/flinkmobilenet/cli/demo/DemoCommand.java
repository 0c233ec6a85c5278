package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.input.PictureFile;
import io.flinkmobilenet.cli.input.PictureFiles;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.stream.state.ModelKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole way, from pictures on disk through Kafka and Flink to predictions. */
@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker and a Flink cluster in this process, publishes the model and the"
          + " pictures, runs the job, prints predictions as they come, and stops it all.",
      "Needs no installation and leaves nothing behind."
    },
    footer = "Exit code 1 where a picture was rejected.")
public final class DemoCommand implements Callable<Integer> {
  private static final int LONGEST_NAME = 100;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "Folder with a model, or one that comes with the program.")
  private ModelSource model;

  @Option(names = "--images", paramLabel = "DIR", description = "Folder with pictures.")
  private Path images;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of every operator (default: one a processor).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    requireInputs();
    Output out = output.open();
    List<PictureFile> pictures = PictureFiles.find(List.of(images));
    if (pictures.isEmpty()) {
      throw CommandFailure.usage("--images " + images + ": expected pictures, found none", null);
    }
    ModelArtifact artifact = model.read();
    Plan plan = kernel.compile(artifact);
    ModelKey key = key();
    output.note("starting a Kafka broker and a Flink cluster in this process");
    try (Surroundings surroundings = Surroundings.start(parallelism)) {
      try {
        return run(surroundings, pictures, key, artifact, out, plan.kernel());
      } catch (Exception e) {
        if (surroundings.exiting()) {
          // Ctrl-C took the broker away under the running command: that is what was wanted.
          return ExitCode.INPUT;
        }
        throw e;
      }
    }
  }

  private int run(
      Surroundings surroundings,
      List<PictureFile> pictures,
      ModelKey key,
      ModelArtifact artifact,
      Output out,
      String kernelName)
      throws Exception {
    Demonstration demonstration = new Demonstration(surroundings, kernel.choice());
    demonstration.publish(key, artifact);
    Published published = demonstration.publish(pictures, output::complain);
    output.note("running the job on " + published.pictures() + " pictures");
    try (Progress progress = output.progressBesideLines("demo", published.pictures())) {
      DemoReport report = new DemoReport(out, output, progress);
      double seconds = demonstration.run(published.pictures(), report);
      report.summary(
          new DemoSummary(
              pictures.size(),
              report.predicted(),
              report.rejected(),
              published.failed(),
              seconds,
              key.toString(),
              artifact.digest(),
              kernelName,
              parallelism));
      return report.rejected() + published.failed() == 0 ? ExitCode.OK : ExitCode.INPUT;
    }
  }

  /** The folder's name, as far as a model can be called so. */
  private ModelKey key() {
    String name = model.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return new ModelKey(name.substring(0, Math.min(LONGEST_NAME, name.length())), "1");
  }

  private void requireInputs() throws CommandFailure {
    if (model == null) {
      throw CommandFailure.usage(
          "--model is missing: expected a folder with config.json, preprocessor_config.json and"
              + " model.safetensors of a MobileNetV2, as Hugging Face has them",
          null);
    }
    if (images == null) {
      throw CommandFailure.usage("--images is missing: expected a folder with pictures", null);
    }
    if (parallelism < 1) {
      throw CommandFailure.usage("--parallelism must be at least 1, found " + parallelism, null);
    }
  }
}
