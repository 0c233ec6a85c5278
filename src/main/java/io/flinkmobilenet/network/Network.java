package io.flinkmobilenet.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A feed-forward network as data.
 *
 * @param blocks in the order they run; the first starts with a convolution of the picture
 */
public record Network(List<Block> blocks) {
  /** Checks that the blocks fit each other. */
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

  /** Shape of the picture. */
  public FeatureShape input() {
    return blocks.get(0).input();
  }

  /** Shape of what the last layer writes; its channels are the classes. */
  public FeatureShape output() {
    return blocks.get(blocks.size() - 1).output();
  }

  /** All layers in the order they run. */
  public List<Layer> layers() {
    return blocks.stream().flatMap(block -> block.layers().stream()).toList();
  }

  /** Every tensor the network needs, by name. */
  public List<Parameter> parameters() {
    return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** Values in all parameters, the moving averages of batch normalisation among them. */
  public long parameterCount() {
    return layers().stream().mapToLong(Layer::parameterCount).sum();
  }

  /** Multiplications with a weight, one picture. */
  public long multiplyAdds() {
    return layers().stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /**
   * The network as in table 2 of the MobileNetV2 paper: one row for each run of blocks that differ
   * in nothing but the first one's input and stride.
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
