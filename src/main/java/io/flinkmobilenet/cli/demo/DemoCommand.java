package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.local.LocalJob;
import io.flinkmobilenet.cli.local.LocalServices;
import io.flinkmobilenet.cli.local.StagedModel;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole way, from pictures through Kafka and Flink to predictions. */
@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker and a Flink cluster in this process, and the job between them.",
      "Without --images a camera takes pictures of road signs, a page shows what the job says of"
          + " them, and after a while a better model takes over. With --images the pictures of a"
          + " folder are classified.",
      "Needs no installation and leaves nothing behind."
    },
    footer = {
      "--for, --rate, --seed, --swap-after, --port and --no-page go with the camera.",
      "Exit code 1 where a picture was rejected or lost; Ctrl-C ends with 0."
    })
public final class DemoCommand implements Callable<Integer> {
  /**
   * Predictions can be read after each checkpoint: twice a second they come as a stream, and what a
   * checkpoint holds, some models of a few megabytes, is still written in no time.
   */
  private static final String CHECKPOINT_INTERVAL = "500ms";

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KernelOption kernel;
  @Mixin private CameraOptions camera;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description =
          "The one model to run (default: the bundled road signs; with the camera version 1, from"
              + " which version 2 takes over).")
  private ModelSource model;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder with pictures to classify instead of the camera's.")
  private Path images;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of every operator (default: one a processor).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    requireSense();
    CameraDemo.requireFreePort(camera);
    Output out = output.open();
    // What can fail at once fails before anything is started.
    Demonstration demonstration = images == null ? ofCamera(out) : ofFolder(out);
    output.note("starting a Kafka broker and a Flink cluster in this process");
    try (Interruption interruption = Interruption.listen()) {
      try (LocalServices services = LocalServices.start(parallelism)) {
        return demonstration.run(LocalJob.inference(services, jobOptions()), interruption);
      } catch (Exception e) {
        if (interruption.arrived()) {
          // A process that is ending starts nothing any more: that is what was wanted.
          return ExitCode.OK;
        }
        throw e;
      }
    }
  }

  private Demonstration ofCamera(Output out) throws CommandFailure, IOException {
    StagedModel first = StagedModel.of(model == null ? BundledModel.ROADSIGNS_1 : model);
    Optional<StagedModel> second =
        model == null ? Optional.of(StagedModel.of(BundledModel.ROADSIGNS_2)) : Optional.empty();
    String kernelName = kernel.compile(first.artifact()).kernel();
    Map<String, Object> about = Output.object("kernel", kernelName, "parallelism", parallelism);
    return new CameraDemo(first, second, camera, about, output, out);
  }

  private Demonstration ofFolder(Output out) throws CommandFailure, IOException {
    List<ImageFile> pictures = ImageFiles.find(List.of(images), output::complain);
    if (pictures.isEmpty()) {
      throw CommandFailure.usage("--images " + images + ": expected pictures, found none", null);
    }
    StagedModel staged = StagedModel.of(model == null ? BundledModel.ROADSIGNS_2 : model);
    String kernelName = kernel.compile(staged.artifact()).kernel();
    return new FolderDemo(pictures, staged, kernelName, parallelism, output, out);
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
          "--for, --rate, --seed, --swap-after, --port and --no-page do not go with --images",
          null);
    }
    if (model != null && camera.swapGiven()) {
      throw CommandFailure.usage("--swap-after does not go with --model: nothing is swapped", null);
    }
  }
}
