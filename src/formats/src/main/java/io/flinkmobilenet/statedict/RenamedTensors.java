package io.flinkmobilenet.statedict;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Some tensors of a file under other names. Nothing is copied.
 *
 * @param file the tensors
 * @param byName names in the file by the new names
 */
record RenamedTensors(NamedTensors file, Map<String, String> byName) implements NamedTensors {
  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  @Override
  public Map<String, String> metadata() {
    return file.metadata();
  }

  @Override
  public Shape shape(String name) {
    return file.shape(original(name));
  }

  @Override
  public DType dtype(String name) {
    return file.dtype(original(name));
  }

  @Override
  public Tensor tensor(String name) {
    return file.tensor(original(name));
  }

  @Override
  public ByteBuffer bytes(String name) {
    return file.bytes(original(name));
  }

  private String original(String name) {
    String original = byName.get(name);
    if (original == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return original;
  }
}
