package io.flinkmobilenet.peers;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.tflite.TfLiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes random graphs as TensorFlow Lite models and compares what TensorFlow Lite computes, and
 * what the product computes that reads the same file, with the graph itself. The argument is the
 * number of graphs. Ends with 1 if an output differs by more than 1e-4 of its largest value.
 */
public final class TfLiteAgreement {
  private static final double TOLERANCE = 1e-4;
  private static final int RGB = 3;

  private final Map<String, Integer> operators = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private final Map<String, Integer> unread = new TreeMap<>();
  private int written;
  private int read;
  private int wrong;
  private double worst;

  private TfLiteAgreement() {}

  public static void main(String[] arguments) throws IOException, WeightsException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    TfLiteAgreement agreement = new TfLiteAgreement();
    for (int seed = 0; seed < count; seed++) {
      agreement.compare(ended(RandomGraph.of(seed)), seed);
    }
    System.out.printf(
        "%d of %d graphs on TensorFlow Lite, %d of them read again: %d differ by more than %s,"
            + " largest difference %.2g%n",
        agreement.written, count, agreement.read, agreement.wrong, TOLERANCE, agreement.worst);
    System.out.println("compared nodes per operator: " + agreement.operators);
    System.out.println("graphs that were not written: " + agreement.refused);
    System.out.println("graphs that were not read again: " + agreement.unread);
    System.exit(agreement.wrong == 0 ? 0 : 1);
  }

  /** Ends a graph with one value per class, which the product's reader demands. */
  private static Graph ended(Graph graph) {
    GraphBuilder builder = new GraphBuilder();
    FeatureShape image = graph.input();
    builder.image(image.height(), image.width(), image.channels());
    for (Node node : graph.nodes().subList(1, graph.nodes().size())) {
      int[] inputs = node.inputs().stream().mapToInt(Integer::intValue).toArray();
      builder.add(node.name(), node.operator(), inputs);
    }
    int last = graph.outputs().get(Plan.LOGITS);
    int flat = builder.add("flat", new Flatten(Flatten.Order.CHANNELS_LAST), last);
    // The reader takes a softmax off that is the last operator.
    int twice = builder.add("twice", new Arithmetic(Arithmetic.Operation.ADD), flat, flat);
    return builder.output(Plan.LOGITS, twice).build();
  }

  private void compare(Graph graph, int seed) throws IOException, WeightsException {
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), seed);
    byte[] model;
    try {
      model = TfLiteGraph.of(graph, parameters, Plan.LOGITS);
    } catch (UnsupportedOperationException e) {
      refused.merge(e.getMessage(), 1, Integer::sum);
      return;
    }
    for (Node node : graph.nodes()) {
      operators.merge(node.operator().getClass().getSimpleName(), 1, Integer::sum);
    }
    float[] image = MadeUpWeights.image(graph.input().elements(), seed);
    float[] expected = new GraphExecutor(graph, parameters).run(image).get(Plan.LOGITS);
    try (TfLitePeer peer = new TfLitePeer(model, image, expected.length)) {
      check(graph, seed, "TensorFlow Lite", expected, peer.run());
    }
    written++;
    if (graph.input().channels() == RGB) {
      readAgain(graph, seed, model, image, expected);
    }
  }

  /** Maps that are flattened before they are padded or pooled have no form for the reader. */
  private void readAgain(Graph graph, int seed, byte[] model, float[] image, float[] expected)
      throws IOException, WeightsException {
    try {
      check(graph, seed, "the product's reader", expected, again(model, image));
      read++;
    } catch (UnsupportedWeightsException e) {
      unread.merge(e.getMessage().replaceAll(".*?: (expected.*), found.*", "$1"), 1, Integer::sum);
    }
  }

  private static float[] again(byte[] model, float[] image) throws IOException, WeightsException {
    Path file = Files.createTempFile("graph", ".tflite");
    try {
      Files.write(file, model);
      FileModel found = TfLiteReader.read(file, ReadOptions.NONE);
      return new GraphExecutor(found.graph(), found.weights()::tensor).run(image).get(Plan.LOGITS);
    } finally {
      Files.delete(file);
    }
  }

  private void check(Graph graph, int seed, String what, float[] expected, float[] found) {
    double difference = GoldenGraph.difference(expected, found);
    worst = Math.max(worst, difference);
    if (!(difference <= TOLERANCE)) {
      wrong++;
      System.out.printf("seed %d, %s: %.3g in %s%n", seed, what, difference, graph.nodes());
    }
  }
}
