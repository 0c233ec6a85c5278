package io.flinkmobilenet.format;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;

/**
 * Gives a network whose input is not RGB an RGB image: a pointwise convolution at the input makes
 * the network's own channels from red, green and blue. The convolution is linear, so that it may
 * follow the normalisation as long as grey images are normalised alike in all channels.
 */
public enum InputChannels {
  /**
   * One channel of brightness, by the weights of ITU-R BT.601, as Pillow's mode "L". Pillow rounds
   * the sum to a whole number, this one is not rounded.
   *
   * @see <a href="https://www.itu.int/rec/R-REC-BT.601">ITU-R BT.601, section 2.5.1</a>
   */
  GREY(new float[] {0.299f, 0.587f, 0.114f}),

  /** Blue, green, red, as networks from Caffe and images from OpenCV have them. */
  BGR(new float[] {0, 0, 1, 0, 1, 0, 1, 0, 0});

  private static final int RGB = 3;
  private static final String NAME = "channels";
  private static final String WEIGHTS = "channels.weight";

  private final float[] weights;

  InputChannels(float[] weights) {
    this.weights = weights;
  }

  /** Returns the number of channels that the network has at its input. */
  public int count() {
    return weights.length / RGB;
  }

  /**
   * Returns the same model for RGB images.
   *
   * @throws MalformedWeightsException if the model's parameters have the name of this one's
   */
  public FileModel adapt(FileModel model) throws MalformedWeightsException {
    if (model.graph().input().channels() != count()) {
      throw new IllegalArgumentException(
          "%d input channels expected, found %s".formatted(count(), model.graph().input()));
    }
    TensorTable table = new TensorTable("model");
    table.add(WEIGHTS, new Tensor(Shape.of(count(), RGB, 1, 1), weights.clone()));
    NamedTensors own = model.weights();
    for (String name : own.names()) {
      table.add(name, own.dtype(name), own.shape(name), own.bytes(name));
    }
    return new FileModel(
        adapt(model.graph()),
        table,
        model.scores(),
        model.labels(),
        model.normalisation(),
        model.notes());
  }

  private Graph adapt(Graph graph) {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(graph.input().height(), graph.input().width(), RGB);
    builder.add(NAME, Convolution.of(WEIGHTS, count(), Window.of(1)), image);
    for (Node node : graph.nodes().subList(1, graph.nodes().size())) {
      // The convolution stands between the image and all other nodes.
      int[] inputs = node.inputs().stream().mapToInt(index -> index + 1).toArray();
      builder.add(node.name(), node.operator(), inputs);
    }
    graph.outputs().forEach((name, index) -> builder.output(name, index + 1));
    return builder.build();
  }
}
