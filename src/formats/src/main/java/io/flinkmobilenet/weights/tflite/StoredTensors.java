package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Checks the weights of a file against their data. */
final class StoredTensors {
  private static final String NOTE =
      "The file is quantised: its weights were converted to floats, and maps are computed in floats.";

  private final String where;
  private final boolean dequantise;
  private final List<String> notes;

  /**
   * Creates a reader.
   *
   * @param dequantise whether quantised weights are converted
   * @param notes receives what a user should know
   */
  StoredTensors(String where, boolean dequantise, List<String> notes) {
    this.where = where;
    this.dequantise = dequantise;
    this.notes = notes;
  }

  /** Checks that a tensor is not quantised, or that quantised ones are converted. */
  void requireAllowed(TensorInfo tensor) throws UnsupportedWeightsException {
    if (!tensor.quantised()) {
      return;
    }
    if (!dequantise) {
      throw new UnsupportedWeightsException(
          "%s: tensor %s: expected floats, found a quantised network; --dequantise converts it"
              .formatted(where, UniqueNames.line(tensor.name())));
    }
    if (!notes.contains(NOTE)) {
      notes.add(NOTE);
    }
  }

  /** Returns a tensor whose elements are decoded when they are asked for. */
  ConstantTensor decode(TensorInfo tensor) throws WeightsException {
    String here = "%s: tensor %s".formatted(where, UniqueNames.line(tensor.name()));
    StoredType type = StoredType.of(tensor.type());
    if (type == null || tensor.sparse()) {
      throw new UnsupportedWeightsException(
          "%s: expected a dense tensor of floats or whole numbers, found %s"
              .formatted(here, type == null ? "type number " + tensor.type() : "a sparse one"));
    }
    Shape shape = shape(tensor, here);
    long bytes = (long) shape.elements() * type.bytes();
    if (bytes != tensor.data().remaining()) {
      throw new MalformedWeightsException(
          "%s: expected %d bytes for %s, found %d"
              .formatted(here, bytes, shape, tensor.data().remaining()));
    }
    IntToDoubleFunction values = type.decoder(tensor.data());
    if (!tensor.quantised()) {
      return ConstantTensor.of(tensor.name(), shape, type.whole(), values);
    }
    requireAllowed(tensor);
    return ConstantTensor.of(tensor.name(), shape, false, scaled(tensor, shape, values, here));
  }

  private static Shape shape(TensorInfo tensor, String here) throws MalformedWeightsException {
    try {
      return Shape.of(tensor.extents());
    } catch (IllegalArgumentException e) {
      throw new MalformedWeightsException(
          "%s: shape: expected extents of fewer than 2^31 elements, found %s"
              .formatted(here, e.getMessage()),
          e);
    }
  }

  private static IntToDoubleFunction scaled(
      TensorInfo tensor, Shape shape, IntToDoubleFunction values, String here)
      throws MalformedWeightsException {
    float[] scales = tensor.scales();
    long[] zeros = tensor.zeros();
    boolean one = scales.length == 1;
    boolean axis = tensor.axis() >= 0 && tensor.axis() < shape.rank();
    boolean fits = one || axis && shape.extent(tensor.axis()) == scales.length;
    if (!fits || zeros.length > scales.length) {
      throw new MalformedWeightsException(
          "%s: expected a scale and a zero point for all or for each position of axis %d of %s,"
                  .formatted(here, tensor.axis(), shape)
              + " found %d and %d".formatted(scales.length, zeros.length));
    }
    int inner = 1;
    for (int i = shape.rank() - 1; !one && i > tensor.axis(); i--) {
      inner *= shape.extent(i);
    }
    int stride = inner;
    return index -> {
      int position = index / stride % scales.length;
      long zero = position < zeros.length ? zeros[position] : 0;
      return (float) ((values.applyAsDouble(index) - zero) * scales[position]);
    };
  }
}
