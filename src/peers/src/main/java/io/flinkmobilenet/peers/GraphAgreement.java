package io.flinkmobilenet.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import java.io.IOException;
import java.io.Writer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares random graphs with ONNX Runtime. The first argument is the number of graphs, the second
 * a file for the small ones of them with what ONNX Runtime says, from which the build's own test is
 * made. Ends with 1 if an output differs by more than 1e-4 of its largest value.
 */
public final class GraphAgreement {
  private static final double TOLERANCE = 1e-4;

  /** Limits of a graph in the file: outputs, and graphs in all. */
  private static final int SMALL = 150;

  private static final int KEPT = 160;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final Map<String, Integer> operators = new TreeMap<>();
  private static final int RGB = 3;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(1 / 255f, HALF, HALF);

  private final List<Kernels> sets =
      List.of(
          KernelProvider.select(KernelChoice.SCALAR), KernelProvider.select(KernelChoice.VECTOR));
  private int plans;
  private double worst;
  private int wrong;

  private GraphAgreement() {}

  public static void main(String[] args) throws OrtException, IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    GraphAgreement agreement = new GraphAgreement();
    try (Writer file =
        args.length > 1 ? Files.newBufferedWriter(Path.of(args[1])) : Writer.nullWriter()) {
      int kept = 0;
      for (int seed = 0; seed < count; seed++) {
        Graph graph = RandomGraph.of(seed);
        Map<String, float[]> expected = agreement.compare(graph, seed);
        int values = expected.values().stream().mapToInt(output -> output.length).sum();
        if (values <= SMALL && kept < KEPT) {
          file.write(GoldenGraph.line(graph, seed, expected));
          kept++;
        }
      }
    }
    System.out.printf(
        "%d graphs beside ONNX Runtime %s and %d plans beside the reference: %d differ by more than"
            + " %s, largest difference %.2g%n",
        count,
        agreement.environment.getVersion(),
        agreement.plans,
        agreement.wrong,
        TOLERANCE,
        agreement.worst);
    System.out.println("nodes per operator: " + agreement.operators);
    System.exit(agreement.wrong == 0 ? 0 : 1);
  }

  private Map<String, float[]> compare(Graph graph, int seed) throws OrtException {
    for (Node node : graph.nodes()) {
      operators.merge(title(node.operator()), 1, Integer::sum);
    }
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), seed);
    float[] image = MadeUpWeights.image(graph.input().elements(), seed);
    Map<String, float[]> expected = expected(graph, parameters, image);
    Map<String, float[]> found = new GraphExecutor(graph, parameters).run(image);
    for (String name : expected.keySet()) {
      check(graph, "seed " + seed + ", " + name, expected.get(name), found.get(name));
    }
    if (graph.input().channels() == RGB) {
      comparePlans(graph, parameters, seed);
    }
    return expected;
  }

  private void check(Graph graph, String what, float[] expected, float[] found) {
    double difference = GoldenGraph.difference(expected, found);
    worst = Math.max(worst, difference);
    if (!(difference <= TOLERANCE)) {
      wrong++;
      System.out.printf("%s: %.3g in %s%n", what, difference, describe(graph));
    }
  }

  /** Compares plans on vector and on scalar kernels with the executor, on an image of bytes. */
  private void comparePlans(Graph graph, Function<String, Tensor> parameters, int seed) {
    byte[] rgb = new byte[graph.input().elements()];
    new Random(seed).nextBytes(rgb);
    float[] image = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      image[i] = (rgb[i] & 0xFF) / 127.5f - 1;
    }
    float[] expected = new GraphExecutor(graph, parameters).run(image).get(Plan.LOGITS);
    for (Kernels kernels : sets) {
      Plan plan = Plan.compile(graph, parameters, NORMALISATION, Scores.SOFTMAX, kernels);
      Classifier classifier = new Classifier(plan);
      classifier.run(rgb);
      check(graph, "seed " + seed + ", " + plan.explain(), expected, classifier.logits());
      plans++;
    }
  }

  private static String title(Operator operator) {
    String title = operator.getClass().getSimpleName();
    if (operator instanceof Convolution convolution) {
      return title + " adding " + convolution.epilogue().addition();
    } else if (operator instanceof Dense dense) {
      return title + " adding " + dense.epilogue().addition();
    }
    return title;
  }

  private static String describe(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      text.append("\n  ")
          .append(node.name())
          .append(' ')
          .append(node.operator())
          .append(node.inputs())
          .append(' ')
          .append(node.shape());
    }
    return text.toString();
  }

  private Map<String, float[]> expected(
      Graph graph, Function<String, Tensor> parameters, float[] image) throws OrtException {
    FeatureShape in = graph.input();
    long[] shape = {1, in.channels(), in.height(), in.width()};
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      byte[] model = OnnxGraph.of(graph, parameters);
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor input =
              OnnxTensor.createTensor(
                  environment, FloatBuffer.wrap(GoldenGraph.planes(image, in)), shape);
          OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, input))) {
        for (String name : graph.outputs().keySet()) {
          OnnxTensor output = (OnnxTensor) result.get(name).orElseThrow();
          float[] planes = new float[graph.output(name).elements()];
          output.getFloatBuffer().get(planes);
          outputs.put(name, GoldenGraph.pixels(planes, graph.output(name)));
        }
      }
    } catch (OrtException e) {
      throw new OrtException(e.getMessage() + describe(graph));
    }
    return outputs;
  }
}
