package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.GraphLimits;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Reduction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A small graph of random operators, the same for the same seed. Among the sizes are single pixels,
 * single channels and single rows; consecutive seeds begin with consecutive kinds of operators, so
 * that all of them occur.
 */
final class RandomGraph {
  private static final GraphLimits LIMITS =
      new GraphLimits(32, 128, 4096, 1 << 16, 1 << 16, 1 << 21);
  private static final int[] EXTENTS = {1, 2, 3, 5, 6, 7, 8, 9, 11, 13};
  private static final int ATTEMPTS = 50;
  private static final int RGB = 3;

  private final Random random;
  private final RandomOperators operators;
  private final GraphBuilder builder = new GraphBuilder(LIMITS);
  private int nodes;

  private RandomGraph(long seed) {
    random = new Random(seed);
    operators = new RandomOperators(random);
  }

  static Graph of(int seed) {
    return new RandomGraph(seed).build(seed);
  }

  private Graph build(int seed) {
    int height = EXTENTS[random.nextInt(EXTENTS.length)];
    int width = EXTENTS[random.nextInt(EXTENTS.length)];
    builder.image(height, width, random.nextBoolean() ? RGB : 1 + random.nextInt(6));
    nodes = 1;
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int kind = i == 0 ? seed % RandomOperators.KINDS : random.nextInt(RandomOperators.KINDS);
      add(kind);
    }
    if (nodes > 2) {
      builder.output("features", 1 + random.nextInt(nodes - 2));
    }
    if (nodes == 1) {
      builder.add("only", Activation.RELU, 0);
      nodes++;
    }
    return builder.output("logits", nodes - 1).build();
  }

  /** Tries random attributes and inputs until the graph accepts the operator. */
  private void add(int kind) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int input = random.nextInt(3) > 0 ? nodes - 1 : random.nextInt(nodes);
      if (kind == RandomOperators.DENSE && builder.shape(input).pixels() > 1) {
        input = builder.add("n" + nodes++, new GlobalPool(Reduction.AVERAGE), input);
      }
      FeatureShape shape = builder.shape(input);
      Operator operator = operators.of(kind, "n" + nodes, shape);
      try {
        builder.add("n" + nodes, operator, inputs(operator, kind, input));
        nodes++;
        return;
      } catch (InvalidGraphException e) {
        // Random windows and groups rarely fit; the next ones may.
        continue;
      }
    }
  }

  /** Returns a node of the shape that the operator gives to its first input, if there is one. */
  private int addend(Operator operator, int input) {
    FeatureShape first = builder.shape(input);
    for (int node = nodes - 1; node > 0; node--) {
      try {
        operator.output(List.of(first, builder.shape(node)));
        return node;
      } catch (InvalidGraphException e) {
        // Another node may have the shape.
        continue;
      }
    }
    return 0;
  }

  private int[] inputs(Operator operator, int kind, int input) {
    if (kind == RandomOperators.CONCATENATION) {
      List<Integer> fitting = new ArrayList<>(List.of(input));
      for (int node = 0; node < nodes; node++) {
        FeatureShape shape = builder.shape(node);
        FeatureShape first = builder.shape(input);
        if (shape.height() == first.height() && shape.width() == first.width()) {
          fitting.add(node);
        }
      }
      Collections.shuffle(fitting, random);
      return fitting.stream().limit(1 + random.nextInt(4)).mapToInt(node -> node).toArray();
    }
    if (!RandomOperators.twoInputs(operator)) {
      return new int[] {input};
    }
    if (kind != RandomOperators.ARITHMETIC) {
      return new int[] {input, addend(operator, input)};
    }
    int other = random.nextInt(nodes);
    return random.nextBoolean() ? new int[] {input, other} : new int[] {other, input};
  }
}
