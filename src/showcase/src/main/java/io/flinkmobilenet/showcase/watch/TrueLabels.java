package io.flinkmobilenet.showcase.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The true classes of the latest images by id; empty for an image without one. The oldest are
 * dropped.
 */
final class TrueLabels {
  static final int MOST = 50_000;

  /**
   * Limit on the characters of all ids and classes together, so that long texts do not take more
   * memory.
   */
  static final int MOST_CHARACTERS = 8_000_000;

  private final Map<String, String> classes = new LinkedHashMap<>();
  private int characters;

  void put(String id, String trueClass) {
    forget(id);
    if (id.length() + trueClass.length() > MOST_CHARACTERS / 100) {
      return;
    }
    classes.put(id, trueClass);
    characters += id.length() + trueClass.length();
    while (classes.size() > MOST || characters > MOST_CHARACTERS) {
      forget(classes.keySet().iterator().next());
    }
  }

  Optional<String> of(String id) {
    return Optional.ofNullable(classes.get(id));
  }

  int size() {
    return classes.size();
  }

  int characters() {
    return characters;
  }

  private void forget(String id) {
    String old = classes.remove(id);
    if (old != null) {
      characters -= id.length() + old.length();
    }
  }
}
