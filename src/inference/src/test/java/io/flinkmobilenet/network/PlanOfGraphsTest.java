package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.KernelSets;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs.Golden;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Plans of random graphs give what the reference executor gives. */
class PlanOfGraphsTest {
  private static final double TOLERANCE = 1e-4;
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  private static List<Kernels> kernels() {
    List<Kernels> kernels = new ArrayList<>(KernelSets.everyWidth());
    kernels.add(KernelProvider.select(KernelChoice.SCALAR));
    return kernels;
  }

  @Test
  void giveWhatTheReferenceGives() throws Exception {
    int compared = 0;
    for (Golden golden : GoldenGraphs.read()) {
      if (golden.graph().input().channels() == 3) {
        byte[] rgb = new byte[golden.graph().input().elements()];
        new Random(golden.seed()).nextBytes(rgb);
        for (Kernels kernels : kernels()) {
          compare(golden, rgb, kernels);
        }
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(10);
  }

  private static void compare(Golden golden, byte[] rgb, Kernels kernels) {
    Map<String, float[]> expected =
        new GraphExecutor(golden.graph(), golden.parameters()).run(normalised(rgb));
    Plan plan =
        Plan.compile(golden.graph(), golden.parameters(), NORMALISATION, Scores.SOFTMAX, kernels);
    Classifier classifier = new Classifier(plan);
    classifier.run(rgb);
    assertThat(GoldenGraphs.difference(expected.get("logits"), classifier.logits()))
        .as("seed %d on %s: %s", golden.seed(), kernels.name(), plan.explain())
        .isLessThan(TOLERANCE);
    if (expected.containsKey("features")) {
      assertThat(GoldenGraphs.difference(expected.get("features"), classifier.features()))
          .as("features of seed %d on %s", golden.seed(), kernels.name())
          .isLessThan(TOLERANCE);
    }
  }

  private static float[] normalised(byte[] rgb) {
    float[] image = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      double pixel = (rgb[i] & 0xFF) * (double) NORMALISATION.rescaleFactor();
      image[i] = (float) ((pixel - NORMALISATION.mean()[i % 3]) / NORMALISATION.std()[i % 3]);
    }
    return image;
  }

  @Test
  void sayWhichKernelsRun() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(9, 9, 3);
    int wide = builder.add("wide", Convolution.of("w", 16, Window.of(5)), image);
    int narrow = builder.add("narrow", Convolution.of("n", 32, Window.of(1)), wide);
    int relu = builder.add("relu", Activation.RELU6, narrow);
    Graph graph = builder.output("logits", relu).build();
    for (Kernels kernels : kernels()) {
      Plan plan =
          Plan.compile(
              graph,
              MadeUpWeights.of(graph.parameters(), 1),
              NORMALISATION,
              Scores.SOFTMAX,
              kernels);

      assertThat(plan.explain())
          .containsExactly(
              "scalar: normalisation, 9×9×3 → 9×9×3",
              kernels.name() + ": convolution, 9×9×3 → 5×5×16",
              kernels.name() + ": pointwise + relu6, 5×5×16 → 5×5×32");
    }
  }

  @Test
  void scaleWithVectorsWhereThereAreEnoughChannels() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(9, 9, 3);
    int wide = builder.add("wide", Convolution.of("w", 19, Window.of(5)), image);
    int relu = builder.add("relu", Activation.RELU, wide);
    int norm = builder.add("norm", new BatchNormalisation("norm", 19, 1e-3), relu);
    int tanh = builder.add("tanh", Activation.of(Activation.Kind.TANH), norm);
    ScaleAndShift scaling = new ScaleAndShift(Optional.of("by"), Optional.of("plus"));
    Graph graph = builder.output("logits", builder.add("scaling", scaling, tanh)).build();
    byte[] rgb = new byte[graph.input().elements()];
    new Random(1).nextBytes(rgb);
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), 1);
    float[] expected = new GraphExecutor(graph, parameters).run(normalised(rgb)).get("logits");
    for (Kernels kernels : kernels()) {
      Plan plan = Plan.compile(graph, parameters, NORMALISATION, Scores.SOFTMAX, kernels);
      Classifier classifier = new Classifier(plan);
      classifier.run(rgb);

      assertThat(GoldenGraphs.difference(expected, classifier.logits())).isLessThan(TOLERANCE);
      String shapes = ", 5×5×19 → 5×5×19";
      List<String> steps =
          kernels.name().equals("scalar")
              ? List.of("batch normalisation", "tanh", "scale and shift")
              : List.of("batch normalisation + tanh", "scale and shift");
      assertThat(plan.explain().subList(2, plan.explain().size()))
          .containsExactlyElementsOf(
              steps.stream().map(step -> kernels.name() + ": " + step + shapes).toList());
    }
  }

  /**
   * Convolutions of every kind write into concatenations; what others read or add is copied, and so
   * is what is concatenated twice.
   */
  @Test
  void concatenateInPlace() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(30, 27, 3);
    int wide = builder.add("wide", Convolution.of("w", 32, Window.of(3)), image);
    int point = builder.add("point", Convolution.of("p", 17, Window.of(1)), wide);
    int relu = builder.add("relu", Activation.RELU, point);
    Window three = Window.of(3).padding(1);
    int tiles = builder.add("tiles", Convolution.of("t", 48, three), wide);
    int leaky = builder.add("leaky", Activation.leakyRelu(0.1), tiles);
    int five = builder.add("five", Convolution.of("f", 16, Window.of(5).padding(2)), wide);
    int first = builder.add("first", new Concatenation(), relu, wide, leaky, five);
    int twice = builder.add("twice", Convolution.of("d", 16, Window.of(1)), first);
    int both = builder.add("both", new Concatenation(), twice, twice);
    int grown = builder.add("grown", Convolution.of("g", 32, three), both);
    int last = builder.add("last", new Concatenation(), both, grown);
    Graph graph = builder.output("logits", last).build();
    byte[] rgb = new byte[graph.input().elements()];
    new Random(1).nextBytes(rgb);
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), 1);
    float[] expected = new GraphExecutor(graph, parameters).run(normalised(rgb)).get("logits");
    for (Kernels kernels : kernels()) {
      Plan plan = Plan.compile(graph, parameters, NORMALISATION, Scores.SOFTMAX, kernels);
      Classifier classifier = new Classifier(plan);
      for (int run = 0; run < 2; run++) {
        classifier.run(rgb);

        assertThat(GoldenGraphs.difference(expected, classifier.logits())).isLessThan(TOLERANCE);
      }
      boolean vectors = !kernels.name().equals("scalar");
      assertThat(plan.explain().stream().filter(line -> line.contains("concatenation")))
          .containsExactly(
              (vectors ? "scalar (3 of 4 in place)" : "scalar")
                  + ": concatenation, 28×25×17 → 28×25×113",
              "scalar: concatenation, 28×25×16 → 28×25×32",
              (vectors ? "scalar (1 of 2 in place)" : "scalar")
                  + ": concatenation, 28×25×32 → 28×25×64");
    }
  }

  @Test
  void refuseOtherImagesAndOutputs() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(9, 9, 1);
    Graph grey = builder.output("logits", image).build();
    Kernels scalar = KernelProvider.select(KernelChoice.SCALAR);

    assertThatThrownBy(() -> compile(grey, scalar))
        .hasMessage("image: expected 3 channels, found 1");
    GraphBuilder other = new GraphBuilder();
    Graph boxes = other.output("boxes", other.image(9, 9, 3)).build();
    assertThatThrownBy(() -> compile(boxes, scalar))
        .hasMessage("output: expected one of [boxes], found logits");
  }

  private static Plan compile(Graph graph, Kernels kernels) {
    return Plan.compile(graph, name -> null, NORMALISATION, Scores.SOFTMAX, kernels);
  }
}
