package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.Plan;
import java.util.Map;
import java.util.Optional;

/**
 * A network that a model file describes node by node, as ONNX, TensorFlow Lite and Keras files do.
 * Its configuration is the graph itself.
 */
public final class FileGraph implements Architecture {
  private static final String GRAPH = "graph";
  private static final int RGB = 3;

  @Override
  public String modelType() {
    return GRAPH;
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    Config config = new Config(settings.graph(GRAPH));
    if (!config.image().equals(image)) {
      throw new IllegalArgumentException(
          "graph: expected an image of %d×%d pixels and %d classes, found %s and %d classes"
              .formatted(
                  image.height(),
                  image.width(),
                  image.classes(),
                  config.graph().input(),
                  config.image().classes()));
    }
    return config;
  }

  /**
   * The network.
   *
   * @param graph a network with three input channels and an output {@code logits} of one pixel
   */
  public record Config(Graph graph) implements Configuration {
    /** Checks the ends of the network. */
    public Config {
      if (graph.input().channels() != RGB) {
        throw new IllegalArgumentException(
            "graph: expected an image with 3 channels, found " + graph.input());
      }
      if (graph.output(Plan.LOGITS).pixels() != 1) {
        throw new IllegalArgumentException(
            "graph: output logits: expected one pixel, found " + graph.output(Plan.LOGITS));
      }
    }

    @Override
    public Architecture architecture() {
      return new FileGraph();
    }

    @Override
    public ImageClasses image() {
      return new ImageClasses(
          graph.input().height(), graph.input().width(), graph.output(Plan.LOGITS).channels());
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(GRAPH, graph);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("nodes", graph.nodes().size());
    }

    /** Returns nothing, because a graph has one number of classes. */
    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.empty();
    }
  }
}
