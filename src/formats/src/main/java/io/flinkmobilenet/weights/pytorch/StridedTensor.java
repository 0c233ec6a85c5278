package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A view of a storage: element (i, j, …) is element {@code offset + i · strides[0] + j · strides[1]
 * + …} of the storage.
 *
 * @param storage its elements, perhaps with those of other tensors
 * @param type type of its elements
 * @param offset first element
 * @param shape extents, outermost first
 * @param strides elements from one index to the next, per extent
 * @see <a href="https://pytorch.org/docs/stable/tensor_view.html">Tensor views</a>
 */
record StridedTensor(
    Storage storage, ElementType type, int offset, Shape shape, List<Integer> strides) {
  /** Returns whether the elements lie one after another in the storage. */
  boolean isContiguous() {
    long stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.extent(axis) != 1 && strides.get(axis) != stride) {
        return shape.elements() == 0;
      }
      stride *= shape.extent(axis);
    }
    return true;
  }

  /** Returns the index in the storage of the last element; -1 if there is none. */
  long last() {
    if (shape.elements() == 0) {
      return -1;
    }
    long last = offset;
    for (int axis = 0; axis < shape.rank(); axis++) {
      last += (long) strides.get(axis) * (shape.extent(axis) - 1);
    }
    return last;
  }

  /** Returns the elements little-endian in the converted type; a view of the storage if it can. */
  ByteBuffer contiguous() {
    int elements = shape.elements();
    ByteBuffer source = storage.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (elements == 0) {
      return source.slice(0, 0);
    }
    if (type.keepsBytes() && isContiguous()) {
      return source
          .slice(offset * type.bytes(), elements * type.bytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer copy =
        ByteBuffer.allocate(elements * type.converted().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    forEachIndex(index -> copy(source, index * type.bytes(), copy));
    return copy.flip().asReadOnlyBuffer();
  }

  /** Visits the index in the storage of every element, the innermost axis fastest. */
  void forEachIndex(IndexVisitor visitor) {
    int rank = shape.rank();
    int[] at = new int[rank];
    int index = offset;
    for (int count = shape.elements(); count > 0; count--) {
      visitor.visit(index);
      for (int axis = rank - 1; axis >= 0; axis--) {
        index += strides.get(axis);
        if (++at[axis] < shape.extent(axis)) {
          break;
        }
        index -= strides.get(axis) * at[axis];
        at[axis] = 0;
      }
    }
  }

  /** Takes one index of a storage. */
  interface IndexVisitor {
    void visit(int index);
  }

  private void copy(ByteBuffer from, int at, ByteBuffer to) {
    switch (type) {
      case FLOAT -> to.putInt(from.getInt(at));
      case DOUBLE -> to.putFloat((float) from.getDouble(at));
      case HALF, BFLOAT16 -> to.putShort(from.getShort(at));
      case LONG -> to.putLong(from.getLong(at));
      case INT -> to.putLong(from.getInt(at));
      case SHORT -> to.putLong(from.getShort(at));
      case CHAR -> to.putLong(from.get(at));
      case BYTE, BOOL, UNTYPED -> to.put(from.get(at));
    }
  }
}
