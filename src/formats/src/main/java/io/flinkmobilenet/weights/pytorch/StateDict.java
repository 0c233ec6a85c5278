package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The tensors of a network within what a file holds.
 *
 * @param tensors tensors by name, in the order of the file
 * @param notes what was chosen and left out, one sentence each
 */
record StateDict(Map<String, StridedTensor> tensors, List<String> notes) {
  /** Keys of a checkpoint below which training programs keep the weights, the best first. */
  private static final List<String> KEYS =
      List.of(
          "state_dict",
          "model_state_dict",
          "model_state",
          "model",
          "net",
          "network",
          "state_dict_ema",
          "model_ema",
          "ema_state_dict",
          "ema");

  /** Prefixes of wrappers: DataParallel, Lightning modules, torch.compile. */
  private static final List<String> PREFIXES = List.of("module.", "model.", "_orig_mod.");

  private static final int MAX_WRAPPERS = 4;
  private static final int MAX_LISTED = 12;

  /** Finds the state dict in the object that a file holds. */
  static StateDict find(Object root, String where) throws WeightsException {
    List<String> notes = new ArrayList<>();
    Object found = root;
    for (int level = 0; level < MAX_WRAPPERS && found instanceof Dictionary outer; level++) {
      String key = key(outer, 1);
      if (key == null) {
        break;
      }
      notes.add("The weights are those of the entry \"%s\" of the checkpoint.".formatted(key));
      others(outer, key)
          .forEach(other -> notes.add("The entry \"%s\" holds others.".formatted(other)));
      found = outer.entries().get(key);
    }
    if (!(found instanceof Dictionary dictionary) || !holdsTensors(dictionary)) {
      throw new UnsupportedWeightsException(
          ("%s: expected a state dict, a dictionary of tensors, found %s; save the weights alone:"
                  + " torch.save(model.state_dict(), FILE)")
              .formatted(where, describe(found)));
    }
    return new StateDict(tensors(dictionary, notes), List.copyOf(notes));
  }

  /** Returns the key of the entry with the weights; null if the dictionary is the state dict. */
  private static String key(Dictionary outer, int levelsBelow) {
    for (String key : KEYS) {
      if (outer.entries().get(key) instanceof Dictionary inner
          && (holdsTensors(inner) || levelsBelow > 0 && key(inner, levelsBelow - 1) != null)) {
        return key;
      }
    }
    return null;
  }

  private static List<String> others(Dictionary outer, String chosen) {
    return KEYS.stream()
        .filter(key -> !key.equals(chosen))
        .filter(key -> outer.entries().get(key) instanceof Dictionary it && holdsTensors(it))
        .toList();
  }

  private static boolean holdsTensors(Dictionary dictionary) {
    return dictionary.entries().values().stream().anyMatch(StridedTensor.class::isInstance);
  }

  private static Map<String, StridedTensor> tensors(Dictionary dictionary, List<String> notes) {
    Map<String, StridedTensor> tensors = new LinkedHashMap<>();
    int others = 0;
    for (Map.Entry<Object, Object> entry : dictionary.entries().entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof StridedTensor it) {
        tensors.put(name, it);
      } else {
        others++;
      }
    }
    if (others > 0) {
      notes.add(
          "Values of the state dict that are no tensors were left out: %d.".formatted(others));
    }
    return tensors;
  }

  /** Returns the same tensors under names without the prefixes that wrappers put before all. */
  StateDict plain() {
    Map<String, StridedTensor> shorter = tensors;
    List<String> all = new ArrayList<>(notes);
    for (int wrapper = 0; wrapper < MAX_WRAPPERS; wrapper++) {
      String prefix = prefix(shorter);
      if (prefix == null) {
        break;
      }
      all.add("The prefix \"%s\" was taken off all names.".formatted(prefix));
      Map<String, StridedTensor> renamed = new LinkedHashMap<>();
      shorter.forEach((name, tensor) -> renamed.put(name.substring(prefix.length()), tensor));
      shorter = renamed;
    }
    return new StateDict(shorter, List.copyOf(all));
  }

  private static String prefix(Map<String, StridedTensor> tensors) {
    return PREFIXES.stream()
        .filter(it -> tensors.keySet().stream().allMatch(name -> name.startsWith(it)))
        .findFirst()
        .orElse(null);
  }

  private static String describe(Object found) {
    if (found instanceof Dictionary dictionary) {
      String keys =
          dictionary.entries().keySet().stream()
              .filter(String.class::isInstance)
              .map(Objects::toString)
              .filter(key -> key.length() < 40 && key.matches("[\\w.-]+"))
              .limit(MAX_LISTED)
              .collect(Collectors.joining(", "));
      return "a dictionary without tensors" + (keys.isEmpty() ? "" : ", with the keys " + keys);
    }
    return TensorCalls.describe(found);
  }
}
