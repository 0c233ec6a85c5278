package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors of floats that are decoded from the file each time they are asked for. */
final class DeferredTensors implements NamedTensors {
  private final String where;
  private final UniqueNames unique = new UniqueNames();
  private final Map<String, ConstantTensor> tensors = new LinkedHashMap<>();
  private final Map<ConstantTensor, String> byTensor = new IdentityHashMap<>();

  DeferredTensors(String where) {
    this.where = where;
  }

  /** Adds a tensor under its own name or a similar one and returns that; adds it only once. */
  String add(ConstantTensor tensor) {
    return byTensor.computeIfAbsent(
        tensor,
        added -> {
          String name = unique.of(added.name());
          tensors.put(name, added);
          return name;
        });
  }

  /** Adds tensors under names that begin with a prefix, and returns the prefix. */
  String addAll(String prefix, Map<String, ConstantTensor> bySuffix) {
    String free = unique.prefix(prefix, bySuffix.keySet());
    bySuffix.forEach((suffix, tensor) -> tensors.put(free + suffix, tensor));
    return free;
  }

  /** Drops all other tensors. */
  void retain(Collection<String> names) {
    tensors.keySet().retainAll(names);
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
    return constant(name).shape();
  }

  @Override
  public DType dtype(String name) {
    constant(name);
    return DType.F32;
  }

  @Override
  public Tensor tensor(String name) {
    ConstantTensor constant = constant(name);
    return new Tensor(constant.shape(), constant.floats());
  }

  @Override
  public ByteBuffer bytes(String name) {
    ConstantTensor constant = constant(name);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(constant.elements(), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < constant.elements(); i++) {
      bytes.putFloat((float) constant.at(i));
    }
    return bytes.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private ConstantTensor constant(String name) {
    ConstantTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return tensor;
  }
}
