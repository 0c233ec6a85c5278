package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;

/**
 * Constants that are repeated along axes where they have the extent 1.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/Broadcasting.html">Broadcasting</a>
 */
final class Repetition {
  private Repetition() {}

  /** Returns the shape that two operands have together. */
  static Shape shape(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] extents = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int first = i <= a.length ? a[a.length - i] : 1;
      int second = i <= b.length ? b[b.length - i] : 1;
      boolean fits = first == second || first == 1 || second == 1;
      NodeInputs.require(fits, "operands", "equal extents or 1", first + " and " + second);
      extents[rank - i] = first == 1 ? second : first;
    }
    return Shape.of(extents);
  }

  /** Returns a constant in a larger shape. */
  static ConstantTensor of(ConstantTensor constant, Shape shape) {
    if (constant.shape().equals(shape)) {
      return constant;
    }
    int rank = shape.rank();
    int[] extents = new int[rank];
    Arrays.setAll(extents, shape::extent);
    int[] own = constant.extents();
    int[] strides = constant.strides();
    int[] steps = new int[rank];
    for (int i = 1; i <= own.length; i++) {
      steps[rank - i] = own[own.length - i] == 1 ? 0 : strides[own.length - i];
    }
    return constant.view(
        shape, constant.whole(), index -> constant.at(ConstantTensor.place(index, extents, steps)));
  }
}
