package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/** Checks tensors of a file against their data. */
final class TensorDecoder {
  private static final int MAX_RANK = 16;

  private final String where;
  private final ExternalData outside;

  TensorDecoder(String where, ExternalData outside) {
    this.where = where;
    this.outside = outside;
  }

  /**
   * Returns a tensor whose elements are decoded when they are asked for.
   *
   * @param name its name for messages
   */
  ConstantTensor decode(TensorProto tensor, String name) throws WeightsException, IOException {
    String here = "%s: tensor %s".formatted(where, UniqueNames.line(name));
    Shape shape = shape(tensor, here);
    ElementType type = ElementType.of(tensor.type());
    if (type == null) {
      throw new UnsupportedWeightsException(
          "%s: element type: expected floats or whole numbers, found number %d of"
                  .formatted(here, tensor.type())
              + " TensorProto.DataType");
    }
    if (tensor.outside()) {
      long bytes = (long) shape.elements() * type.bytes();
      ByteBuffer data = outside.read(tensor.external(), bytes, here);
      return ConstantTensor.of(name, shape, type.whole(), type.decoder(data));
    }
    return ConstantTensor.of(name, shape, type.whole(), values(tensor, type, shape, here));
  }

  private static Shape shape(TensorProto tensor, String here) throws MalformedWeightsException {
    LongList dims = tensor.dims();
    boolean valid = dims.size() <= MAX_RANK;
    int[] extents = new int[Math.min(dims.size(), MAX_RANK)];
    long elements = 1;
    for (int axis = 0; axis < extents.length && valid; axis++) {
      long extent = dims.get(axis);
      valid = extent >= 0 && extent <= Integer.MAX_VALUE;
      elements *= valid ? extent : 1;
      valid &= elements <= Integer.MAX_VALUE;
      extents[axis] = (int) extent;
    }
    if (!valid) {
      throw new MalformedWeightsException(
          "%s: shape: expected at most %d extents from 0 on of fewer than 2^31 elements, found %s"
              .formatted(here, MAX_RANK, brief(dims)));
    }
    return Shape.of(extents);
  }

  private static String brief(LongList dims) {
    StringBuilder text = new StringBuilder("[");
    for (int axis = 0; axis < Math.min(dims.size(), MAX_RANK); axis++) {
      text.append(axis == 0 ? "" : ", ").append(dims.get(axis));
    }
    return text.append(dims.size() > MAX_RANK ? ", …]" : "]").toString();
  }

  private static IntToDoubleFunction values(
      TensorProto tensor, ElementType type, Shape shape, String here)
      throws MalformedWeightsException {
    LongList numbers = tensor.numbers();
    if (tensor.raw() == null && type.numbered()) {
      requireCount(here, "numbers", shape.elements(), numbers.size());
      return type == ElementType.FLOAT16 || type == ElementType.BFLOAT16
          ? type.bits(numbers)
          : index -> numbers.get(index);
    }
    ByteBuffer data = tensor.raw() == null ? tensor.typed() : tensor.raw();
    ByteBuffer bytes = data == null ? ByteBuffer.allocate(0) : data;
    long expected = (long) shape.elements() * type.bytes();
    requireCount(here, "bytes", expected, bytes.remaining());
    return type.decoder(bytes);
  }

  private static void requireCount(String here, String unit, long expected, long found)
      throws MalformedWeightsException {
    if (found != expected) {
      throw new MalformedWeightsException(
          "%s: expected %d %s of data, found %d".formatted(here, expected, unit, found));
    }
  }
}
