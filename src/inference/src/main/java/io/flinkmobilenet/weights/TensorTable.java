package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors in memory, to which a reader adds one after the other. */
public final class TensorTable implements NamedTensors {
  private record Entry(DType dtype, Shape shape, ByteBuffer bytes) {}

  private final String where;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Creates an empty table.
   *
   * @param where name of the file in error messages
   */
  public TensorTable(String where) {
    this.where = where;
  }

  /**
   * Adds a tensor.
   *
   * @param bytes its little-endian elements, from its position to its limit; not copied
   * @throws MalformedWeightsException if there is a tensor of that name, or if the number of bytes
   *     does not match the shape
   */
  public void add(String name, DType dtype, Shape shape, ByteBuffer bytes)
      throws MalformedWeightsException {
    long expected = (long) shape.elements() * dtype.bytes();
    if (bytes.remaining() != expected) {
      throw new MalformedWeightsException(
          "%s: tensor %s: expected %d bytes for %s %s, found %d"
              .formatted(where, name, expected, dtype, shape, bytes.remaining()));
    }
    Entry entry = new Entry(dtype, shape, bytes.slice().asReadOnlyBuffer());
    if (entries.putIfAbsent(name, entry) != null) {
      throw new MalformedWeightsException(
          "%s: tensor %s: expected a name of its own, found it twice".formatted(where, name));
    }
  }

  /**
   * Adds a tensor of floats.
   *
   * @throws MalformedWeightsException if there is a tensor of that name
   */
  public void add(String name, Tensor tensor) throws MalformedWeightsException {
    float[] values = tensor.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    add(name, DType.F32, tensor.shape(), bytes);
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Shape shape(String name) {
    return entry(name).shape();
  }

  @Override
  public DType dtype(String name) {
    return entry(name).dtype();
  }

  @Override
  public Tensor tensor(String name) {
    Entry entry = entry(name);
    return new Tensor(entry.shape(), ElementDecoder.decode(entry.bytes(), entry.dtype()));
  }

  @Override
  public ByteBuffer bytes(String name) {
    return entry(name).bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return entry;
  }
}
