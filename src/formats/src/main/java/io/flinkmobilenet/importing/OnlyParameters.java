package io.flinkmobilenet.importing;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a file that are parameters of a network. A file that describes its network may
 * have others, as the shapes that ONNX files compute with.
 */
final class OnlyParameters implements NamedTensors {
  private final NamedTensors all;
  private final Set<String> names = new LinkedHashSet<>();

  OnlyParameters(NamedTensors all, Graph graph) {
    this.all = all;
    graph.parameters().stream()
        .map(Parameter::name)
        .filter(all.names()::contains)
        .forEach(names::add);
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public Map<String, String> metadata() {
    return all.metadata();
  }

  @Override
  public Shape shape(String name) {
    return all.shape(name);
  }

  @Override
  public DType dtype(String name) {
    return all.dtype(name);
  }

  @Override
  public Tensor tensor(String name) {
    return all.tensor(name);
  }

  @Override
  public ByteBuffer bytes(String name) {
    return all.bytes(name);
  }
}
