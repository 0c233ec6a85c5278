package io.flinkmobilenet.training;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains both versions of the road-sign model on frames of the camera only. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Trains the road-sign models on frames of the camera.")
public final class Train implements Callable<Integer> {
  private static final long VALIDATION_SEED = 2;
  private static final long HELD_OUT_SEED = 1_000_003;

  @Option(names = "--output", required = true, description = "directory for all results")
  private Path output;

  @Option(names = "--frames", defaultValue = "48000", description = "training frames")
  private int frames;

  @Option(names = "--epochs", defaultValue = "8", description = "epochs of the first phase")
  private int epochs;

  @Option(names = "--batch", defaultValue = "64", description = "frames per step")
  private int batch;

  @Option(names = "--learning-rate", defaultValue = "0.002", description = "peak learning rate")
  private double learningRate;

  @Option(
      names = "--refining-epochs",
      defaultValue = "5",
      description = "epochs of the second phase, in which the rate falls again")
  private int refiningEpochs;

  @Option(
      names = "--refining-rate",
      defaultValue = "0.001",
      description = "peak learning rate of the second phase")
  private double refiningRate;

  @Option(
      names = "--weight-decay",
      defaultValue = "0.05",
      description = "weight decay of convolutions and the classifier")
  private double weightDecay;

  @Option(
      names = "--average-decay",
      defaultValue = "0.998",
      description = "decay of the moving average of the weights")
  private double averageDecay;

  @Option(
      names = "--first-edge",
      defaultValue = "64",
      description = "rows and columns of the images in the first epochs, which makes them faster")
  private int firstEdge;

  @Option(
      names = "--small-epochs",
      defaultValue = "3",
      description = "number of epochs with these smaller images")
  private int smallEpochs;

  @Option(
      names = "--edge",
      defaultValue = "96",
      description = "rows and columns of the model's images")
  private int edge;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "start with the weights of this model instead of random ones")
  private Path from;

  @Option(
      names = "--frames-seed",
      defaultValue = "1",
      description = "seed of the camera that draws the training frames")
  private long framesSeed;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of weights, order and variation")
  private long seed;

  @Option(
      names = "--validation-frames",
      defaultValue = "2000",
      description = "frames per validation")
  private int validationFrames;

  @Option(names = "--test-frames", defaultValue = "5000", description = "frames of the final test")
  private int testFrames;

  @Option(names = "--threads", description = "threads that draw frames; default: one per processor")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--resume",
      description = "continue from the last epoch of an interrupted training")
  private boolean resume;

  /** Trains. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Train()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Results results = new Results(output);
    try (Journal journal = Journal.appendTo(results.log())) {
      train(results, journal);
    }
    return CommandLine.ExitCode.OK;
  }

  private void train(Results results, Journal journal) throws Exception {
    TrainingPlan plan =
        new TrainingPlan(
            frames,
            epochs,
            batch,
            learningRate,
            refiningEpochs,
            refiningRate,
            weightDecay,
            averageDecay,
            firstEdge,
            smallEpochs,
            seed);
    journal.say("%s, %d steps", plan, plan.steps());
    FrameCache validation = draw(VALIDATION_SEED, validationFrames, results, journal);
    FrameCache training = draw(framesSeed, frames, results, journal);
    RoadSignModel model = new RoadSignModel(edge);
    Network network = model.network();
    try (NDManager manager = NDManager.newBaseManager()) {
      // Otherwise PyTorch would record every operation on the weights in a graph that grows from
      // step to step.
      JniUtils.setGradMode(false);
      TrainingState state =
          resume && Files.exists(results.checkpoint())
              ? TrainingState.read(results.checkpoint(), manager, network, plan.toString())
              : start(manager, network);
      journal.say("starting at step %d", state.step() + 1);
      state.weights().requireGradients();
      History history =
          new Training(plan, manager, model, from == null, state, validation, results, journal)
              .run(training);
      test(history, results, journal);
    }
  }

  private TrainingState start(NDManager manager, Network network)
      throws IOException, InvalidModelException {
    return from == null
        ? TrainingState.fresh(manager, network, seed)
        : TrainingState.of(manager, network, ModelDirectory.read(from).weights());
  }

  private FrameCache draw(long ofSeed, int count, Results results, Journal journal)
      throws IOException, InterruptedException, ExecutionException {
    return FrameCache.open(
        results.frames(), ofSeed, count, new RoadSignModel(edge).geometry(), threads, journal);
  }

  /** Tests the accuracy of the written models without PyTorch. */
  private void test(History history, Results results, Journal journal)
      throws IOException, InterruptedException, ExecutionException, InvalidModelException {
    for (History.Point written : history.of(History.Kind.MODEL)) {
      int version = (int) written.value();
      ProductCheck model = new ProductCheck(results.model(version));
      double accuracy = model.accuracy(HELD_OUT_SEED, testFrames, threads, journal);
      journal.say("version %d: %.2f %% of %d held-out frames", version, 100 * accuracy, testFrames);
    }
  }
}
