package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of blocks as data: the layer table of MobileNetV2. {@link #graph} is what a plan is
 * compiled from.
 *
 * @param blocks blocks in the order they run; the first one starts with a convolution of the image
 */
public record Network(List<Block> blocks) {
  /** Checks that the shapes of the blocks match. */
  public Network {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("network without blocks");
    }
    for (int i = 1; i < blocks.size(); i++) {
      FeatureShape written = blocks.get(i - 1).output();
      FeatureShape read = blocks.get(i).input();
      if (!written.equals(read)) {
        throw new IllegalArgumentException(
            "block " + i + " reads " + read + " where " + written + " is written");
      }
    }
  }

  /** Returns the shape of the image. */
  public FeatureShape input() {
    return blocks.get(0).input();
  }

  /** Returns the shape of the output; its channels are the classes. */
  public FeatureShape output() {
    return blocks.get(blocks.size() - 1).output();
  }

  /** Returns the network as a graph, which a plan is compiled from. */
  public Graph graph() {
    return NetworkGraph.of(this);
  }

  /** Returns all layers in the order they run. */
  public List<Layer> layers() {
    return blocks.stream().flatMap(block -> block.layers().stream()).toList();
  }

  /** Returns all tensors that the network needs, by name. */
  public List<Parameter> parameters() {
    return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** Returns the number of values in all parameters, with the moving averages of normalisation. */
  public long parameterCount() {
    return layers().stream().mapToLong(Layer::parameterCount).sum();
  }

  /** Returns the number of multiplications with a weight per image. */
  public long multiplyAdds() {
    return layers().stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /**
   * Returns the network as in table 2 of the MobileNetV2 paper: one row for consecutive blocks that
   * differ only in the input and the stride of the first one.
   */
  public List<TableRow> table() {
    List<TableRow> rows = new ArrayList<>();
    for (Block block : blocks) {
      TableRow row = TableRow.of(block);
      int last = rows.size() - 1;
      if (last >= 0 && block.stride() == 1 && rows.get(last).repeatedBy(row)) {
        rows.set(last, rows.get(last).plus(row));
      } else {
        rows.add(row);
      }
    }
    return rows;
  }
}
