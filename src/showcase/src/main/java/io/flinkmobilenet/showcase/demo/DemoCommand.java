package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Demonstrates the whole path from images through Kafka and Flink to predictions. */
@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker, a Flink cluster and the job in this process.",
      "Without --images, a simulated camera sends images of road signs, a web page shows the"
          + " predictions, and after a while a better model becomes active. With --images, the images"
          + " in a folder are classified.",
      "Needs no installation and leaves nothing behind."
    },
    footer = {
      "--for, --rate, --seed, --swap-after, --port and --no-page apply to the camera only.",
      "The exit code is 1 if an image was rejected or lost, and 0 after Ctrl-C."
    })
public final class DemoCommand implements Callable<Integer> {
  /**
   * Predictions become readable at each checkpoint. With two checkpoints per second they arrive as
   * a stream, and the state, some models of a few megabytes, is still written quickly.
   */
  private static final String CHECKPOINT_INTERVAL = "500ms";

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;
  @Mixin private CameraOptions camera;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description =
          "The only model to run (default: the bundled road-sign model; with the camera first"
              + " version 1, which version 2 then replaces).")
  private ModelSource model;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder with images to classify instead of the camera's.")
  private Path images;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks per operator (default: one per processor).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    requireSense();
    CameraDemo.requireFreePort(camera);
    Output out = output.open();
    // Failures that can be detected early are detected before anything is started.
    Demonstration demonstration = images == null ? ofCamera(out) : ofFolder(out);
    output.note("starting a Kafka broker and a Flink cluster in this process");
    try (Interruption interruption = Interruption.listen()) {
      try (LocalServices services = LocalServices.start(parallelism)) {
        return demonstration.run(LocalJob.inference(services, jobOptions()), interruption);
      } catch (Exception e) {
        if (interruption.arrived()) {
          // The process is already ending and cannot start anything, which is what the user wanted.
          return ExitCode.OK;
        }
        throw e;
      }
    }
  }

  private Demonstration ofCamera(Output out) throws CommandFailure, IOException {
    StagedModel first = staged(BundledModel.ROADSIGNS_1);
    Optional<StagedModel> second =
        model == null ? Optional.of(StagedModel.of(BundledModel.ROADSIGNS_2)) : Optional.empty();
    String kernelName = kernel.compile(first.artifact()).kernel();
    Map<String, Object> about = Output.object("kernel", kernelName, "parallelism", parallelism);
    return new CameraDemo(first, second, camera, about, output, out);
  }

  private Demonstration ofFolder(Output out) throws CommandFailure, IOException {
    List<ImageFile> files = ImageFiles.find(List.of(images), output::complain);
    if (files.isEmpty()) {
      throw CommandFailure.usage("--images " + images + ": expected images, found none", null);
    }
    StagedModel staged = staged(BundledModel.ROADSIGNS_2);
    String kernelName = kernel.compile(staged.artifact()).kernel();
    return new FolderDemo(files, staged, kernelName, parallelism, output, out);
  }

  /** Returns the model of the command line, or the given one if it names none. */
  private StagedModel staged(BundledModel otherwise) throws CommandFailure, IOException {
    ModelSource source = model == null ? otherwise : model;
    return StagedModel.of(source, importing.read(source, output));
  }

  private Map<String, String> jobOptions() {
    return Map.of("checkpoint-interval", CHECKPOINT_INTERVAL, "kernel", kernel.choice().name());
  }

  private void requireSense() throws CommandFailure {
    if (parallelism < 1) {
      throw CommandFailure.usage("--parallelism must be at least 1, found " + parallelism, null);
    }
    camera.check();
    if (images != null && camera.given()) {
      throw CommandFailure.usage(
          "--for, --rate, --seed, --swap-after, --port and --no-page cannot be combined with --images",
          null);
    }
    if (model != null && camera.swapGiven()) {
      throw CommandFailure.usage(
          "--swap-after cannot be combined with --model, because then no model is replaced", null);
    }
  }
}
