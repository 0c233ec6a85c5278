package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTest {
  private static final int RESOLUTION = 96;
  private static final int CLASSES = 17;
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});

  private static Plan plan(KernelChoice choice) {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(0.35, RESOLUTION, CLASSES));
    return Plan.compile(
        network, SeededParameters.of(network), NORMALISATION, KernelProvider.select(choice));
  }

  private static byte[] image(int seed) {
    return SeededParameters.image(RESOLUTION * RESOLUTION * 3, seed);
  }

  @Test
  void ranksClassesByProbability() {
    Classifier classifier = new Classifier(plan(KernelChoice.AUTO));
    classifier.run(image(1));

    List<ClassScore> all = classifier.topK(CLASSES + 5);
    assertThat(all).hasSize(CLASSES);
    assertThat(all.stream().mapToDouble(ClassScore::probability).sum()).isCloseTo(1, within(1e-5));
    for (int i = 1; i < all.size(); i++) {
      assertThat(classifier.logits()[all.get(i - 1).index()])
          .isGreaterThanOrEqualTo(classifier.logits()[all.get(i).index()]);
    }
    for (ClassScore score : all) {
      assertThat(score.probability()).isEqualTo(classifier.probabilities()[score.index()]);
    }
    assertThat(classifier.topK(3)).isEqualTo(all.subList(0, 3));
    assertThat(classifier.topK(0)).isEmpty();
  }

  @Test
  void ranksEqualClassesByIndexWhateverTheCut() {
    Classifier classifier = new Classifier(plan(KernelChoice.AUTO));
    float[] logits = classifier.logits();
    for (int index = 0; index < CLASSES; index++) {
      logits[index] = index % 3;
    }

    List<Integer> all = classifier.topK(CLASSES).stream().map(ClassScore::index).toList();
    assertThat(all).startsWith(2, 5, 8, 11, 14, 1, 4, 7).endsWith(12, 15);
    for (int k = 0; k < CLASSES; k++) {
      assertThat(classifier.topK(k)).extracting(ClassScore::index).isEqualTo(all.subList(0, k));
    }
  }

  @Test
  void keepsNothingOfThePreviousImage() {
    Plan plan = plan(KernelChoice.AUTO);
    Classifier classifier = new Classifier(plan);
    classifier.run(image(1));
    float[] first = classifier.logits().clone();
    classifier.run(image(2));
    assertThat(classifier.logits()).isNotEqualTo(first);
    classifier.run(image(1));

    assertThat(classifier.logits()).isEqualTo(first);
  }

  @Test
  void sharesAPlanBetweenThreads() throws Exception {
    Plan plan = plan(KernelChoice.AUTO);
    Classifier alone = new Classifier(plan);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<float[]>> tasks =
          IntStream.range(0, 8)
              .<Callable<float[]>>mapToObj(seed -> () -> logits(plan, seed))
              .toList();
      List<Future<float[]>> results = threads.invokeAll(tasks);
      for (int seed = 0; seed < results.size(); seed++) {
        alone.run(image(seed));
        assertThat(results.get(seed).get()).isEqualTo(alone.logits());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static float[] logits(Plan plan, int seed) {
    Classifier classifier = new Classifier(plan);
    for (int i = 0; i < 5; i++) {
      classifier.run(image(seed));
    }
    return classifier.logits();
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelChoice.class,
      names = {"AUTO", "SCALAR"})
  void refusesSumsThatExceedFloats(KernelChoice choice) {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(0.35, 32, CLASSES));
    Function<String, Tensor> parameters = SeededParameters.of(network);
    float[] huge = new float[CLASSES * 1280];
    Arrays.fill(huge, 3e38f);
    Function<String, Tensor> overflowing =
        name ->
            name.equals("classifier.weight")
                ? new Tensor(Shape.of(CLASSES, 1280), huge)
                : parameters.apply(name);
    Classifier classifier =
        new Classifier(
            Plan.compile(network, overflowing, NORMALISATION, KernelProvider.select(choice)));

    assertThatThrownBy(() -> classifier.run(SeededParameters.image(32 * 32 * 3, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("network: expected finite logits, found Infinity at 0");
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    Classifier classifier = new Classifier(plan(KernelChoice.SCALAR));

    assertThatThrownBy(() -> classifier.run(new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: expected 27648 bytes (96×96 RGB), found 5");
  }
}
