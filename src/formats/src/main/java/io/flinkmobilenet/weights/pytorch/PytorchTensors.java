package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.ElementDecoder;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a state dict, in the order of the file. Elements are as in the file, except that
 * float64 becomes F32, integers become I64 and truth values U8. A tensor that is a view of others'
 * elements, or that is converted, is copied each time it is asked for.
 */
public final class PytorchTensors implements NamedTensors {
  private static final long MAX_BYTES = 1 << 30;

  private final String where;
  private final Map<String, StridedTensor> tensors;
  private final List<String> notes;

  PytorchTensors(String where, StateDict state) throws WeightsException {
    this.where = where;
    this.tensors = state.tensors();
    long bytes = 0;
    for (StridedTensor tensor : tensors.values()) {
      bytes += (long) tensor.shape().elements() * tensor.type().converted().bytes();
    }
    if (bytes > MAX_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most 1 GiB in all tensors together, found %d bytes"
              .formatted(where, bytes));
    }
    List<String> all = new ArrayList<>(state.notes());
    long rounded = tensors.values().stream().filter(PytorchTensors::isRounded).count();
    if (rounded > 0) {
      all.add("%d tensors of float64 were rounded to float32.".formatted(rounded));
    }
    this.notes = List.copyOf(all);
  }

  /** Returns whether an element changes when it becomes a float; NaN does not. */
  private static boolean isRounded(StridedTensor tensor) {
    if (tensor.type() != ElementType.DOUBLE) {
      return false;
    }
    ByteBuffer bytes = tensor.storage().bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    boolean[] rounded = new boolean[1];
    tensor.forEachIndex(
        index -> {
          double value = bytes.getDouble(index * Double.BYTES);
          rounded[0] |= Double.compare((float) value, value) != 0;
        });
    return rounded[0];
  }

  /** Returns what a user should know of how the file was read, one sentence each. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Shape shape(String name) {
    return tensorView(name).shape();
  }

  @Override
  public DType dtype(String name) {
    return tensorView(name).type().converted();
  }

  @Override
  public Tensor tensor(String name) {
    return new Tensor(shape(name), ElementDecoder.decode(bytes(name), dtype(name)));
  }

  @Override
  public ByteBuffer bytes(String name) {
    return tensorView(name).contiguous();
  }

  private StridedTensor tensorView(String name) {
    StridedTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return tensor;
  }
}
