package io.flinkmobilenet.cli.evaluate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which classes were taken for which. Classes are indices of the model's. */
final class Confusion {
  private final Map<Pair, Integer> counts = new HashMap<>();
  private final Map<Integer, Integer> shown = new HashMap<>();
  private final Map<Integer, Integer> predicted = new HashMap<>();
  private int pictures;
  private int amongBest;

  /** Pictures that show one class and were taken for another, or for the same. */
  record Pair(int truth, int predicted) {}

  /**
   * Counts a picture.
   *
   * @param best the classes that the model finds most probable, best first
   */
  void add(int truth, List<Integer> best) {
    pictures++;
    counts.merge(new Pair(truth, best.get(0)), 1, Integer::sum);
    shown.merge(truth, 1, Integer::sum);
    predicted.merge(best.get(0), 1, Integer::sum);
    if (best.contains(truth)) {
      amongBest++;
    }
  }

  int pictures() {
    return pictures;
  }

  /** Share of pictures whose best class is the true one; null where there are none. */
  Double topOne() {
    return share(classes().mapToObj(this::right).mapToInt(Integer::intValue).sum(), pictures);
  }

  /** Share of pictures whose true class is among the best; null where there are none. */
  Double amongBest() {
    return share(amongBest, pictures);
  }

  /** The classes that pictures show or were taken for, in the model's order. */
  IntStream classes() {
    return Stream.concat(shown.keySet().stream(), predicted.keySet().stream())
        .mapToInt(Integer::intValue)
        .distinct()
        .sorted();
  }

  /** Pictures that show the one and were taken for the other. */
  int count(int truth, int taken) {
    return counts.getOrDefault(new Pair(truth, taken), 0);
  }

  /** Pictures that show a class. */
  int shown(int index) {
    return shown.getOrDefault(index, 0);
  }

  /** Share of the pictures of a class that were found; null where there are none. */
  Double recall(int index) {
    return share(right(index), shown(index));
  }

  /** Share of the pictures taken for a class that show it; null where there are none. */
  Double precision(int index) {
    return share(right(index), predicted.getOrDefault(index, 0));
  }

  /** The mistakes that were made most often, worst first. */
  List<Pair> mistakes(int most) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().truth() != entry.getKey().predicted())
        .sorted(
            Map.Entry.<Pair, Integer>comparingByValue()
                .reversed()
                .thenComparing(
                    Map.Entry.comparingByKey(
                        Comparator.comparingInt(Pair::truth).thenComparing(Pair::predicted))))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private int right(int index) {
    return count(index, index);
  }

  private static Double share(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
