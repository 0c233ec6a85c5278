package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Some tensors of a file, which may have other names and shapes here. Nothing is copied.
 *
 * @param file the tensors
 * @param byName names in the file by the new names
 * @param shapes other shapes of the same values by the new names
 */
public record RenamedTensors(
    NamedTensors file, Map<String, String> byName, Map<String, Shape> shapes)
    implements NamedTensors {
  /** Creates tensors with the shapes that they have in the file. */
  public RenamedTensors(NamedTensors file, Map<String, String> byName) {
    this(file, byName, Map.of());
  }

  /** Returns the tensors of a file with the given names, those that it lacks left out. */
  public static RenamedTensors only(NamedTensors file, Collection<String> names) {
    Map<String, String> same = new LinkedHashMap<>();
    names.stream().filter(file.names()::contains).forEach(name -> same.put(name, name));
    return new RenamedTensors(file, same);
  }

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
    return shapes.getOrDefault(name, file.shape(original(name)));
  }

  @Override
  public DType dtype(String name) {
    return file.dtype(original(name));
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = file.tensor(original(name));
    Shape shape = shapes.get(name);
    return shape == null ? tensor : new Tensor(shape, tensor::read);
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
