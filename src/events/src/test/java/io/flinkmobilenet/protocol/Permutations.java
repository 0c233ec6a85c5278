package io.flinkmobilenet.protocol;

import java.util.ArrayList;
import java.util.List;

/** All orders in which some messages can arrive. */
final class Permutations {
  private Permutations() {}

  static <T> List<List<T>> of(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int first = 0; first < items.size(); first++) {
      List<T> rest = new ArrayList<>(items);
      T head = rest.remove(first);
      for (List<T> tail : of(rest)) {
        List<T> order = new ArrayList<>(List.of(head));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
