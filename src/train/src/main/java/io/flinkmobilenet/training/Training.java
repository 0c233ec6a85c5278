package io.flinkmobilenet.training;

import ai.djl.ndarray.NDManager;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.DType;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Trains the weights from their current state to the last step, and writes the models. */
final class Training {
  /** Version 1 is the first model with at least this validation accuracy. */
  private static final double EARLY = 0.65;

  private static final int EARLY_FRAMES = 1000;
  private static final int STEPS_BETWEEN_LOOKS = 20;
  private static final int STEPS_BETWEEN_POINTS = 10;

  private static final int COMPARED_FRAMES = 16;

  /** Tolerance for sums of floats in a different order. */
  private static final double MOST_DIFFERENCE = 1e-3;

  private final TrainingPlan plan;
  private final RoadSignModel model;
  private final Network network;
  private final TrainingState state;
  private final Results results;
  private final Journal journal;
  private final History history;
  private final Learner learner;
  private final DifferentiableNetwork learning;
  private final DifferentiableNetwork averaged;
  private final AdamW optimiser;
  private final MovingAverage average;
  private final Validation validation;
  private final FrameCache validationFrames;
  private final boolean early;
  private double lossSum;

  /**
   * Creates a training with separate validation frames.
   *
   * @param early whether version 1 is written on the way
   */
  Training(
      TrainingPlan plan,
      NDManager manager,
      RoadSignModel model,
      boolean early,
      TrainingState state,
      FrameCache validationFrames,
      Results results,
      Journal journal)
      throws IOException {
    this.plan = plan;
    this.model = model;
    this.network = model.network();
    this.early = early;
    this.state = state;
    this.results = results;
    this.journal = journal;
    this.history = History.upTo(results.history(), state.step());
    this.learner = new Learner(manager, network);
    this.learning = new DifferentiableNetwork(network, state.weights()::get);
    this.optimiser =
        new AdamW(state.weights(), state.mean(), state.variance(), (float) plan.weightDecay());
    this.average = new MovingAverage(state.weights(), state.average(), plan.averageDecay());
    this.averaged = new DifferentiableNetwork(network, state.average()::get);
    this.validation = new Validation(learner, averaged, validationFrames, model.edge());
    this.validationFrames = validationFrames;
  }

  /** Runs the remaining steps and returns the measurements. */
  History run(FrameCache frames)
      throws IOException, ExecutionException, InterruptedException, InvalidModelException {
    int edge = model.edge();
    int left = plan.steps() - state.step();
    try (Batches batches = new Batches(frames, edge, plan, state.step() + 1);
        Journal.Task task = journal.task("training", left)) {
      for (int step = state.step() + 1; step <= plan.steps(); step++) {
        learn(batches.take(step), step, plan.rateAt(step));
        if (early && step % STEPS_BETWEEN_LOOKS == 0 && history.of(History.Kind.MODEL).isEmpty()) {
          lookForEarlyModel(step);
        }
        if (step % plan.stepsPerEpoch() == 0) {
          endEpoch(step);
        }
        task.step();
      }
    }
    writeModel(2, plan.steps());
    LearningCurves.write(results.curves(), history, plan);
    compareWithProduct();
    return history;
  }

  private void learn(Batch batch, int step, double learningRate) throws IOException {
    float loss = learner.learn(learning, batch);
    if (!Float.isFinite(loss)) {
      throw new IllegalStateException("step " + step + ": expected a finite loss, found " + loss);
    }
    optimiser.step(step, learningRate);
    average.follow(step);
    lossSum += loss;
    if (step % STEPS_BETWEEN_POINTS == 0) {
      history.add(new History.Point(History.Kind.LOSS, step, lossSum / STEPS_BETWEEN_POINTS));
      lossSum = 0;
    }
  }

  private void lookForEarlyModel(int step) throws IOException {
    double accuracy = validation.accuracy(Math.min(EARLY_FRAMES, validationFrames.size()));
    history.add(new History.Point(History.Kind.ACCURACY, step, accuracy));
    journal.say("step %d: validation %.1f %%", step, 100 * accuracy);
    if (accuracy >= EARLY) {
      writeModel(1, step);
    }
  }

  private void endEpoch(int step) throws IOException {
    double accuracy = validation.accuracy(validationFrames.size());
    history.add(new History.Point(History.Kind.ACCURACY, step, accuracy));
    state.write(results.checkpoint(), network, plan.toString(), step);
    journal.say(
        "epoch %d of %d: validation %.2f %%",
        step / plan.stepsPerEpoch(), plan.allEpochs(), 100 * accuracy);
    LearningCurves.write(results.curves(), history, plan);
  }

  private void writeModel(int version, int step) throws IOException {
    history.add(new History.Point(History.Kind.MODEL, step, version));
    ModelFolderWriter.write(results.model(version), model, state.average(), DType.F16);
    journal.say("step %d: wrote %s", step, results.model(version));
  }

  /** Checks that the product computes the same logits as PyTorch from the same weights. */
  private void compareWithProduct() throws IOException, InvalidModelException {
    ModelFolderWriter.write(results.unrounded(), model, state.average(), DType.F32);
    int count = Math.min(COMPARED_FRAMES, validationFrames.size());
    Batch batch = Validation.batch(validationFrames, 0, count, model.edge());
    float[] expected = learner.logits(averaged, batch);
    double difference = new ProductCheck(results.unrounded()).difference(batch, expected);
    journal.say("largest difference of the product's logits to PyTorch's: %.1e", difference);
    if (!(difference <= MOST_DIFFERENCE)) {
      throw new IllegalStateException(
          "expected logits within %s of PyTorch's, found %s"
              .formatted(MOST_DIFFERENCE, difference));
    }
  }
}
