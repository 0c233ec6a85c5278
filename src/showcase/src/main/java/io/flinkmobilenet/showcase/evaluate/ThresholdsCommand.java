package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.classify.InOrder;
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
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the threshold of a cascade of two models. */
@Command(
    name = "thresholds",
    description = {
      "Finds the threshold of a cascade, in which a large model sees only the images of which a"
          + " small one is not sure.",
      "Half of the labelled images choose the threshold, the other half judges it."
    },
    footer =
        "The exit code is 1 if an image could not be classified; a line on standard error says"
            + " why.")
public final class ThresholdsCommand implements Callable<Integer> {
  /** Images that are classified before times count, so that the JVM has compiled the networks. */
  private static final int WARM_UP = 300;

  private static final double DEFAULT_LOSS = 0.5;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KernelOption kernel;
  @Mixin private ThreadsOption threads;

  @Option(
      names = "--small",
      required = true,
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "The model that sees every image.")
  private ModelSource small;

  @Option(
      names = "--large",
      required = true,
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "The model that sees the others.")
  private ModelSource large;

  @Option(
      names = "--max-loss",
      paramLabel = "POINTS",
      description =
          "Choose the threshold with which the fewest images need the large model, and the cascade"
              + " loses at most so many percentage points of accuracy against it (default: 0.5).")
  private Double mostLoss;

  @Option(
      names = "--min-speedup",
      paramLabel = "N",
      description =
          "Choose instead the threshold with the highest accuracy at which the cascade classifies N"
              + " times as many images per second as the large model alone.")
  private Double leastSpeedup;

  @Option(
      names = "--chart",
      paramLabel = "FILE.svg",
      description = "Draw accuracy against processor time to this file.")
  private Path chart;

  @Parameters(
      paramLabel = "FOLDER",
      description = "Images, in one sub-folder per class, named by the class's label or index.")
  private Path folder;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    ThresholdRule rule = rule();
    Output out = output.open();
    CascadeRun.Candidate first = candidate(small);
    CascadeRun.Candidate second = candidate(large);
    if (chart != null) {
      // Done before the work, so that an unwritable file is reported immediately.
      Files.newOutputStream(chart).close();
    }
    List<CascadeTrial> trials = run(first, second);
    CascadeReport report = report(trials, rule);
    if (out.json()) {
      report.json(out);
    } else {
      report.table(out);
    }
    if (chart != null) {
      String title = "%s, then %s".formatted(small.name(), large.name());
      Files.writeString(chart, new CascadeChart(report, title).svg());
    }
    return trials.size() < first.images().size() ? ExitCode.INPUT : ExitCode.OK;
  }

  private ThresholdRule rule() throws CommandFailure {
    if (mostLoss != null && leastSpeedup != null) {
      throw CommandFailure.usage("expected --max-loss or --min-speedup, found both", null);
    }
    double loss = mostLoss == null ? DEFAULT_LOSS : mostLoss;
    boolean sense = loss >= 0 && loss <= 100 && (leastSpeedup == null || leastSpeedup > 0);
    if (!sense || threads.count() < 1) {
      throw CommandFailure.usage(
          "expected --max-loss from 0 to 100, --min-speedup above 0 and --threads of at least 1",
          null);
    }
    return leastSpeedup == null
        ? new ThresholdRule.Loss(loss / 100)
        : new ThresholdRule.Speedup(leastSpeedup);
  }

  private CascadeRun.Candidate candidate(ModelSource source) throws CommandFailure, IOException {
    ModelArtifact model = new ModelImportOptions().read(source, output);
    FolderImages images = FolderImages.in(folder, model.labels(), output::complain);
    return new CascadeRun.Candidate(model, kernel.compile(model), images);
  }

  private List<CascadeTrial> run(CascadeRun.Candidate first, CascadeRun.Candidate second)
      throws InterruptedException {
    int images = first.images().size();
    List<Integer> indices =
        IntStream.concat(
                IntStream.range(0, Math.min(images, WARM_UP)).map(index -> -1 - index),
                IntStream.range(0, images))
            .boxed()
            .toList();
    List<Function<Integer, Attempt>> workers =
        Stream.generate(() -> new CascadeRun(first, second))
            .limit(Math.min(threads.count(), images))
            .<Function<Integer, Attempt>>map(run -> index -> attempt(run, index, first.images()))
            .toList();
    List<CascadeTrial> trials = new ArrayList<>();
    try (Progress progress = output.progress("thresholds", indices.size())) {
      InOrder.run(
          indices,
          workers,
          attempt -> {
            if (attempt.trial() != null) {
              trials.add(attempt.trial());
            } else if (attempt.failure() != null) {
              output.complain(attempt.failure());
            }
            progress.step();
          });
    }
    return trials;
  }

  /** A trial, a failure, or neither for an image that only warms up. */
  private record Attempt(CascadeTrial trial, String failure) {}

  /**
   * Classifies an image. Images with negative numbers only warm up, and their failures are left.
   */
  private static Attempt attempt(CascadeRun run, int number, FolderImages images) {
    boolean counts = number >= 0;
    int index = counts ? number : -1 - number;
    String failure;
    try {
      CascadeTrial trial = run.run(index);
      return new Attempt(counts ? trial : null, null);
    } catch (InvalidImageException e) {
      failure = e.reason() + ": " + e.getMessage();
    } catch (IOException e) {
      failure = "cannot be read: " + e.getMessage();
    } catch (RuntimeException e) {
      // As in the job, a failure on one image does not stop the others.
      failure = "INTERNAL_ERROR: " + e;
    }
    return new Attempt(null, counts ? images.name(index) + ": " + failure : null);
  }

  private CascadeReport report(List<CascadeTrial> trials, ThresholdRule rule)
      throws CommandFailure {
    CascadeHalf choosing = CascadeHalf.of(trials, false);
    CascadeHalf judging = CascadeHalf.of(trials, true);
    if (choosing.trials().isEmpty() || judging.trials().isEmpty()) {
      throw CommandFailure.input(
          "%s: expected images for both halves, found %d that choose and %d that judge"
              .formatted(folder, choosing.trials().size(), judging.trials().size()),
          null);
    }
    return new CascadeReport(
        choosing,
        judging,
        rule,
        Output.object(
            "small",
            small.name(),
            "large",
            large.name(),
            "rule",
            rule.text(),
            "folder",
            folder.toString()));
  }
}
