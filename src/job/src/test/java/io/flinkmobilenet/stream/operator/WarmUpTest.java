package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Nanoseconds; only the code that runs lets it pass. */
  private long now;

  /** Nanoseconds of one run. */
  private long run = 20_000_000;

  private long compiledMillis;
  private int runs;
  private final WarmUp warmUp = new WarmUp(() -> now, () -> compiledMillis);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private void once() {
    runs++;
    now += run;
  }

  @Test
  void endsWhenTheCodeBecomesNoFaster() {
    warmUp.run(MINUTE, this::once);
    // One block to compare with, and three that are quiet, of five runs each.
    assertThat(runs).isEqualTo(20);
  }

  @Test
  void goesOnAsLongAsTheCodeBecomesFaster() {
    warmUp.run(
        MINUTE,
        () -> {
          run = Math.max(2_000_000, run - 100_000);
          once();
        });
    assertThat(run).isEqualTo(2_000_000);
    assertThat(now).isLessThan(MINUTE.toNanos());
  }

  @Test
  void goesOnAsLongAsHotSpotCompiles() {
    warmUp.run(
        MINUTE,
        () -> {
          compiledMillis += runs < 1000 ? 10 : 0;
          once();
        });
    assertThat(runs).isBetween(1000, 1030);
  }

  @Test
  void neverTakesLongerThanItsLimit() {
    warmUp.run(
        Duration.ofMillis(230),
        () -> {
          compiledMillis += 20;
          once();
        });
    assertThat(runs).isEqualTo(12);
    WarmUp none = new WarmUp(() -> now, () -> compiledMillis);
    none.run(Duration.ZERO, this::once);
    assertThat(runs).isEqualTo(12);
  }

  @Test
  void isDoneOnceForAllSubtasks() {
    warmUp.run(MINUTE, this::once);
    int first = runs;
    warmUp.run(MINUTE, this::once);
    assertThat(runs).isEqualTo(first);
  }

  @Test
  void endsWhenTheTaskIsCancelled() {
    warmUp.run(
        MINUTE,
        () -> {
          once();
          if (runs == 7) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(runs).isEqualTo(7);
    assertThat(Thread.interrupted()).isTrue();
    // The next subtask does what this one has not finished.
    warmUp.run(MINUTE, this::once);
    assertThat(runs).isGreaterThan(20);
  }

  @Test
  void aSubtaskThatWaitsForAnotherEndsWhenItIsCancelled() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    WarmUp shared = new WarmUp();
    Thread first =
        new Thread(
            () ->
                shared.run(
                    Duration.ofMillis(1),
                    () -> {
                      running.countDown();
                      await(end);
                    }));
    first.start();
    running.await();
    Thread second = new Thread(() -> shared.run(MINUTE, () -> {}));
    second.start();
    second.interrupt();
    second.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(second.isAlive()).isFalse();
    end.countDown();
    first.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void modelsThatDifferOnlyInTheirWeightsAreWarmedUpTogether() throws Exception {
    Kernels kernels = KernelProvider.select(KernelChoice.SCALAR);
    WarmUp one = PlanWarmUps.of(TestModels.artifact(1, 32, 5).compile(kernels));
    assertThat(PlanWarmUps.of(TestModels.artifact(2, 32, 5).compile(kernels))).isSameAs(one);
    assertThat(PlanWarmUps.of(TestModels.artifact(1, 64, 5).compile(kernels))).isNotSameAs(one);
  }

  @Test
  void networksThatDifferOnlyInAnActivationAreWarmedUpEachForItself() {
    WarmUp relu = PlanWarmUps.of(ending(Activation.RELU));

    assertThat(PlanWarmUps.of(ending(Activation.RELU))).isSameAs(relu);
    assertThat(PlanWarmUps.of(ending(Activation.of(Activation.Kind.SILU)))).isNotSameAs(relu);
  }

  private static Plan ending(Activation activation) {
    GraphBuilder builder = new GraphBuilder();
    int sums = builder.add("sums", Convolution.of("w", 8, Window.of(3)), builder.image(3, 3, 3));
    Graph graph = builder.output(Plan.LOGITS, builder.add("end", activation, sums)).build();
    float[] half = {0.5f, 0.5f, 0.5f};
    return Plan.compile(
        graph,
        MadeUpWeights.of(graph.parameters(), 1),
        new InputNormalisation(1 / 255f, half, half),
        Scores.SOFTMAX,
        KernelProvider.select(KernelChoice.SCALAR));
  }

  @Test
  void theSampleImagesCanBeDecodedInEveryMode() {
    for (DecodeMode mode : DecodeMode.values()) {
      ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, mode);
      for (byte[] image : SampleImages.read()) {
        assertThatNoException()
            .isThrownBy(() -> decoder.decode(image, List.of(new InputGeometry(256, 224, 224))));
      }
    }
  }
}
