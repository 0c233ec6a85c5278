package io.flinkmobilenet.weights.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dictionary in the order in which its entries were set. Equal to itself alone. */
final class Dictionary implements Nested {
  private final Map<Object, Object> entries = new LinkedHashMap<>();
  private int depth = 1;

  /** Sets entries from keys and values in turn. */
  void setAll(List<Object> keysAndValues) {
    for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
      set(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
  }

  void set(Object key, Object value) {
    entries.put(key, value);
    depth = Math.max(depth, 1 + Math.max(Nested.depth(key), Nested.depth(value)));
  }

  Map<Object, Object> entries() {
    return entries;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public String toString() {
    return "a dictionary of %d entries".formatted(entries.size());
  }
}
