package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.ElementDecoder;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** The tensors of a file whose header was checked against its data. */
final class SafetensorsFile implements NamedTensors {
  private final String where;
  private final Header header;
  private final ByteBuffer data;

  SafetensorsFile(String where, Header header, ByteBuffer data) {
    this.where = where;
    this.header = header;
    this.data = data;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
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
    Header.Entry entry = entry(name);
    return new Tensor(entry.shape(), ElementDecoder.decode(bytes(name), entry.dtype()));
  }

  @Override
  public ByteBuffer bytes(String name) {
    Header.Entry entry = entry(name);
    return data.slice(entry.begin(), entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Header.Entry entry(String name) {
    Header.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return entry;
  }
}
