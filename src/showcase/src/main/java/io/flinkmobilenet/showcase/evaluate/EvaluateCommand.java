package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.classify.InOrder;
import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.cli.input.EvaluatedModelOptions;
import io.flinkmobilenet.cli.input.KernelOption;
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
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the accuracy of a model. */
@Command(
    name = "evaluate",
    description =
        "Measures a model on labelled images: accuracy, recall and precision of each class, and the"
            + " most frequent mistakes.",
    footer =
        "The exit code is 1 if an image could not be classified; a line on standard error says"
            + " why.")
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private EvaluatedModelOptions importing;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      required = true,
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource model;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "Images, in one sub-folder per class, named by the class's label or index.")
  private Path folder;

  @Option(
      names = "--camera",
      paramLabel = "N",
      description = "Evaluate N frames of the road-sign camera instead of a folder.")
  private Integer frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000003",
      description =
          "Seed of the camera (default: ${DEFAULT-VALUE}, on which no bundled model was trained).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      converter = CameraFrameSize.Converter.class,
      description = "Size of the camera's frames in pixels (default: 320x240).")
  private CameraFrameSize size = new CameraFrameSize(Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT);

  @Option(
      names = "--confusion",
      paramLabel = "FILE",
      description = "Draw the confusion matrix to this PNG file.")
  private Path chart;

  @Mixin private ThreadsOption threads;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    requireSense();
    Output out = output.open();
    ModelArtifact artifact = importing.read(model, output);
    Plan plan = kernel.compile(artifact);
    List<String> labels = artifact.labels();
    LabelledImages images =
        folder != null
            ? FolderImages.in(folder, labels, output::complain)
            : CameraImages.of(frames, seed, size, labels);
    if (chart != null) {
      // Done before the work, so that an unwritable file is reported immediately.
      Files.newOutputStream(chart).close();
    }
    Confusion confusion = new Confusion();
    boolean failures = run(images, artifact, plan, confusion);
    EvaluationReport report = new EvaluationReport(confusion, labels, about(artifact, plan));
    if (out.json()) {
      report.json(out);
    } else {
      report.table(out);
    }
    if (chart != null) {
      ImageIO.write(
          new ConfusionChart(confusion, labels).draw(report.title()), "png", chart.toFile());
    }
    return failures ? ExitCode.INPUT : ExitCode.OK;
  }

  private void requireSense() throws CommandFailure {
    if ((folder == null) == (frames == null)) {
      throw CommandFailure.usage("expected either a folder or --camera", null);
    }
    if (threads.count() < 1 || (frames != null && frames < 1)) {
      throw CommandFailure.usage("--camera and --threads must be at least 1", null);
    }
  }

  private boolean run(LabelledImages images, ModelArtifact artifact, Plan plan, Confusion confusion)
      throws InterruptedException {
    List<Integer> indices = IntStream.range(0, images.size()).boxed().toList();
    List<Function<Integer, Judgement>> judges =
        Stream.generate(() -> new Judge(images, plan, artifact.preprocessing().geometry()))
            .limit(Math.min(threads.count(), images.size()))
            .<Function<Integer, Judgement>>map(judge -> judge::judge)
            .toList();
    AtomicBoolean failures = new AtomicBoolean();
    try (Progress progress = output.progress("evaluate", images.size())) {
      InOrder.run(
          indices,
          judges,
          judgement -> {
            if (judgement instanceof Judgement.Classified known) {
              confusion.add(
                  known.truth(), known.classes().stream().map(ClassScore::index).toList());
            } else if (judgement instanceof Judgement.Failed failed) {
              failures.set(true);
              output.complain(failed.message());
            }
            progress.step();
          });
    }
    return failures.get();
  }

  private Map<String, Object> about(ModelArtifact artifact, Plan plan) {
    Map<String, Object> about =
        Output.object("model", model.name(), "digest", artifact.digest(), "kernel", plan.kernel());
    if (folder != null) {
      about.put("folder", folder.toString());
    } else {
      about.put("camera", "seed %d, %s".formatted(seed, size));
    }
    return about;
  }
}
