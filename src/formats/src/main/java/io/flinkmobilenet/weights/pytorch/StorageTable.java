package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.WeightsException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The storages that a pickle names, by the names of their bytes in the file. */
final class StorageTable {
  private static final long MAX_BYTES = 1 << 30;

  private final Map<String, Storage> byKey = new LinkedHashMap<>();

  Collection<Storage> all() {
    return byKey.values();
  }

  Storage get(String key) {
    return byKey.get(key);
  }

  /**
   * Returns the storage of a persistent identifier: {@code ("storage", class, key, location,
   * elements)}. In a legacy file an entry follows that is None or a view of the storage.
   */
  Storage named(Object identifier, PickleInput input) throws WeightsException {
    List<Object> parts = identifier instanceof Sequence tuple ? tuple.items() : List.of();
    if (parts.size() < 5
        || !"storage".equals(parts.get(0))
        || !(parts.get(2) instanceof String key)
        || !key.matches("[\\w.-]{1,64}")
        || !(parts.get(4) instanceof Long elements)) {
      throw input.malformed(
          "an identifier of a storage: class, key, location, elements",
          TensorCalls.describe(identifier));
    }
    ElementType type = type(parts.get(1), input);
    if (elements < 0 || elements > MAX_BYTES / type.bytes()) {
      throw input.unsupported(
          "at most " + MAX_BYTES + " bytes in storage " + key, elements + " × " + type);
    }
    if (parts.size() > 5 && !parts.get(5).equals(Unpickler.NONE)) {
      throw input.unsupported(
          "whole storages", "a view of storage " + key + ", as PyTorch before 0.4 wrote it");
    }
    Storage storage = byKey.computeIfAbsent(key, absent -> new Storage(type, key, elements));
    if (storage.type() != type || storage.elements() != elements) {
      throw input.malformed(storage.toString(), elements + " × " + type);
    }
    return storage;
  }

  private static ElementType type(Object value, PickleInput input) throws WeightsException {
    if (value instanceof Global type) {
      return ElementType.ofStorage(type)
          .orElseThrow(() -> input.unsupported("a class of storages", type.toString()));
    }
    throw input.malformed("a class of storages", TensorCalls.describe(value));
  }
}
