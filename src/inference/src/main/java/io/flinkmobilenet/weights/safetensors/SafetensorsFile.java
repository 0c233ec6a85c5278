package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.ByteSegments;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** The tensors of a file whose header was checked against its data. */
final class SafetensorsFile implements NamedTensors {
  private final String where;
  private final Header header;
  private final ByteSegments file;

  /** Index of the first byte after the header. */
  private final int data;

  SafetensorsFile(String where, Header header, ByteSegments file, int data) {
    this.where = where;
    this.header = header;
    this.file = file;
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
    DType dtype = entry.dtype();
    int first = data + entry.begin();
    return new Tensor(
        entry.shape(),
        (from, to, count) -> file.decode(first + from * dtype.bytes(), dtype, to, count));
  }

  @Override
  public ByteBuffer bytes(String name) {
    Header.Entry entry = entry(name);
    return file.slice(data + entry.begin(), entry.bytes());
  }

  private Header.Entry entry(String name) {
    Header.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return entry;
  }
}
