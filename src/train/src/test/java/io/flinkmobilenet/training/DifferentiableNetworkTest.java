package io.flinkmobilenet.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferentiableNetworkTest {
  private static final int IMAGES = 4;

  private final Network network = RoadSignModel.BUNDLED.network();
  private final Batch batch = noise();

  @TempDir private Path directory;

  @Test
  void computesWhatTheProductComputes() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = lively(manager);
      float[] logits =
          new Learner(manager, network)
              .logits(new DifferentiableNetwork(network, weights::get), batch);
      ModelFolderWriter.write(directory, RoadSignModel.BUNDLED, weights, DType.F32);

      assertThat(new ProductCheck(directory).difference(batch, logits)).isLessThan(1e-3);
      assertThat(logits).isNotEqualTo(new float[logits.length]);
    }
  }

  @Test
  void learnsAFewImagesByHeart() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = Weights.random(manager, network, 1);
      weights.requireGradients();
      AdamW optimiser =
          new AdamW(
              weights, Weights.zeros(manager, network), Weights.zeros(manager, network), 0.01f);
      Learner learner = new Learner(manager, network);
      DifferentiableNetwork learning = new DifferentiableNetwork(network, weights::get);
      float first = learner.learn(learning, batch);
      float last = first;
      for (int step = 1; step <= 15; step++) {
        optimiser.step(step, 0.002);
        last = learner.learn(learning, batch);
      }

      assertThat(first).isBetween(2.5f, 4f);
      assertThat(last).isLessThan(1.5f);
    }
  }

  @Test
  void goesOnFromACheckpoint() throws Exception {
    Path file = directory.resolve("checkpoint");
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainingState state = TrainingState.fresh(manager, network, 3);
      state.write(file, network, "settings", 12);

      TrainingState read = TrainingState.read(file, manager, network, "settings");

      assertThat(read.step()).isEqualTo(12);
      for (String name : state.weights().names()) {
        assertThat(read.weights().values(name)).isEqualTo(state.weights().values(name));
      }
    }
  }

  /** Normalisations that change something, so that each of their parameters counts. */
  private Weights lively(NDManager manager) {
    Random random = new Random(5);
    return Weights.of(
        manager,
        network,
        parameter -> {
          float[] values = UntrainedValues.of(parameter, random);
          for (int i = 0; i < values.length; i++) {
            values[i] += parameter.shape().rank() == 1 ? 0.2f * random.nextFloat() : 0;
          }
          return new Tensor(parameter.shape(), values);
        });
  }

  private static Batch noise() {
    Random random = new Random(9);
    int edge = RoadSignModel.BUNDLED.edge();
    byte[] rgb = new byte[IMAGES * 3 * edge * edge];
    random.nextBytes(rgb);
    int[] signs = new int[IMAGES];
    Arrays.setAll(signs, i -> 5 * i);
    return new Batch(rgb, signs, edge);
  }
}
