package io.flinkmobilenet.showcase.evaluate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts how often each class was predicted for each true class. Classes are indices of the model's
 * classes.
 */
final class Confusion {
  private final Map<Pair, Integer> counts = new HashMap<>();
  private final Map<Integer, Integer> shown = new HashMap<>();
  private final Map<Integer, Integer> predicted = new HashMap<>();
  private int images;
  private int amongBest;

  /** A true class and a predicted class. */
  record Pair(int truth, int predicted) {}

  /**
   * Counts an image.
   *
   * @param best the classes that the model finds most probable, best first
   */
  void add(int truth, List<Integer> best) {
    images++;
    counts.merge(new Pair(truth, best.get(0)), 1, Integer::sum);
    shown.merge(truth, 1, Integer::sum);
    predicted.merge(best.get(0), 1, Integer::sum);
    if (best.contains(truth)) {
      amongBest++;
    }
  }

  int images() {
    return images;
  }

  /** Share of images whose best class is the true one; null if there are none. */
  Double topOne() {
    return share(classes().mapToObj(this::right).mapToInt(Integer::intValue).sum(), images);
  }

  /** Share of images whose true class is among the best classes; null if there are none. */
  Double amongBest() {
    return share(amongBest, images);
  }

  /** The classes that occur as true or predicted classes, in the model's order. */
  IntStream classes() {
    return Stream.concat(shown.keySet().stream(), predicted.keySet().stream())
        .mapToInt(Integer::intValue)
        .distinct()
        .sorted();
  }

  /** Number of images with this true class and this predicted class. */
  int count(int truth, int taken) {
    return counts.getOrDefault(new Pair(truth, taken), 0);
  }

  /** Number of images with this true class. */
  int shown(int index) {
    return shown.getOrDefault(index, 0);
  }

  /** Share of the images of a class for which it was predicted; null if there are none. */
  Double recall(int index) {
    return share(right(index), shown(index));
  }

  /** Share of the images with this predicted class that belong to it; null if there are none. */
  Double precision(int index) {
    return share(right(index), predicted.getOrDefault(index, 0));
  }

  /** The most frequent mistakes, most frequent first. */
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
