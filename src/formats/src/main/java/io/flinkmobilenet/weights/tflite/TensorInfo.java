package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;

/**
 * A tensor of a subgraph.
 *
 * @param name its name
 * @param extents its extents; a batch of unknown size is 1
 * @param signature its extents, -1 for unknown ones; empty if all are known
 * @param type number of the element type
 * @param data bytes of its elements; empty if an operator computes it
 * @param scales scales of quantised elements; empty for others
 * @param zeros zero points of quantised elements
 * @param axis the axis with a scale for each position
 * @param sparse whether only elements that are not zero are stored
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs,
 *     Tensor</a>
 */
record TensorInfo(
    String name,
    int[] extents,
    int[] signature,
    int type,
    ByteBuffer data,
    float[] scales,
    long[] zeros,
    int axis,
    boolean sparse) {
  static TensorInfo of(FlatView tensor, ByteBuffer data) throws MalformedWeightsException {
    FlatView quantisation = tensor.table(4);
    boolean exact = quantisation == null;
    return new TensorInfo(
        tensor.text(3),
        tensor.numbers(0),
        tensor.numbers(7),
        tensor.octet(1),
        data,
        exact ? new float[0] : quantisation.floats(2),
        exact ? new long[0] : quantisation.longs(3),
        exact ? 0 : quantisation.number(6, 0),
        tensor.has(6));
  }

  boolean constant() {
    return data.hasRemaining();
  }

  boolean quantised() {
    return scales.length > 0;
  }
}
