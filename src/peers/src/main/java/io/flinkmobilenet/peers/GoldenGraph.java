package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.model.GraphJson;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** One line of the file of golden graphs: the seed, the graph and its outputs. */
final class GoldenGraph {
  /** GELU is the difference of larger numbers below 0, which floats of other runtimes round. */
  private static final double LEAST = 0.01;

  private GoldenGraph() {}

  static String line(Graph graph, int seed, Map<String, float[]> outputs) {
    String values =
        outputs.entrySet().stream()
            .map(output -> "\"" + output.getKey() + "\":" + Arrays.toString(output.getValue()))
            .collect(Collectors.joining(","));
    return "{\"seed\":%d,\"graph\":%s,\"outputs\":{%s}}%n"
        .formatted(seed, GraphJson.write(graph), values.replace(" ", ""));
  }

  /** Reorders {@code [H][W][C]} to {@code [C][H][W]}. */
  static float[] planes(float[] pixels, FeatureShape shape) {
    float[] planes = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      planes[i % shape.channels() * shape.pixels() + i / shape.channels()] = pixels[i];
    }
    return planes;
  }

  /** Reorders {@code [C][H][W]} to {@code [H][W][C]}. */
  static float[] pixels(float[] planes, FeatureShape shape) {
    float[] pixels = new float[planes.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes[i % shape.channels() * shape.pixels() + i / shape.channels()];
    }
    return pixels;
  }

  /**
   * Returns the largest difference as a part of the largest expected value, or of {@link #LEAST} if
   * that is larger.
   */
  static double difference(float[] expected, float[] found) {
    double most = LEAST;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs(expected[i]));
      double here = Math.abs((double) expected[i] - found[i]);
      difference = here <= difference ? difference : here;
    }
    return difference / most;
  }
}
