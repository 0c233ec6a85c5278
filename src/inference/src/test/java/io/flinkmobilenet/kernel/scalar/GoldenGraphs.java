package io.flinkmobilenet.kernel.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.model.GraphJson;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Random graphs and what ONNX Runtime computed; GraphAgreement in the profile bench wrote the file.
 * Weights and images come from the seed of a graph.
 */
public final class GoldenGraphs {
  private GoldenGraphs() {}

  /** A graph and its outputs. */
  public record Golden(int seed, Graph graph, Map<String, float[]> outputs) {
    /** Tensors of the graph by name. */
    public Function<String, Tensor> parameters() {
      return MadeUpWeights.of(graph.parameters(), seed);
    }

    /** The normalised image. */
    public float[] image() {
      return MadeUpWeights.image(graph.input().elements(), seed);
    }
  }

  /** Reads all graphs. */
  public static List<Golden> read() throws IOException, InvalidModelException {
    ObjectMapper mapper = new ObjectMapper();
    List<Golden> graphs = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenGraphs.class.getResourceAsStream("golden-graphs.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode json = mapper.readTree(line);
        int seed = json.get("seed").intValue();
        Graph graph = GraphJson.read(json.get("graph").toString(), "seed " + seed);
        Map<String, float[]> outputs = new TreeMap<>();
        for (String name : graph.outputs().keySet()) {
          outputs.put(name, mapper.convertValue(json.get("outputs").get(name), float[].class));
        }
        graphs.add(new Golden(seed, graph, outputs));
      }
    }
    return graphs;
  }

  /** Returns the largest difference as a part of the largest expected value. */
  public static double difference(float[] expected, float[] found) {
    if (expected.length != found.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = Float.MIN_NORMAL;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs(expected[i]));
      double here = Math.abs((double) expected[i] - found[i]);
      difference = here <= difference ? difference : here;
    }
    return difference / most;
  }
}
