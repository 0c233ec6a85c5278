package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often two models name the same best class for an image, and which classes they confuse. */
final class ModelAgreement {
  /** Labels come from outside, so that their number is bounded. */
  private static final int MOST_CONFUSIONS = 10_000;

  private static final int SHOWN = 10;

  private final Map<Confusion, Long> confusions = new HashMap<>();
  private long images;
  private long same;

  /** The different classes that two models name for an image. */
  record Confusion(String first, String second) {}

  void add(String first, String second) {
    images++;
    if (first.equals(second)) {
      same++;
      return;
    }
    Confusion confusion = new Confusion(first, second);
    if (confusions.size() < MOST_CONFUSIONS || confusions.containsKey(confusion)) {
      confusions.merge(confusion, 1L, Long::sum);
    }
  }

  long images() {
    return images;
  }

  long same() {
    return same;
  }

  /** Returns the share of images for which both name the same class. */
  double agreement() {
    return (double) same / images;
  }

  /** Returns the most frequent differences. */
  List<Map.Entry<Confusion, Long>> mostFrequent() {
    Comparator<Map.Entry<Confusion, Long>> order =
        Map.Entry.<Confusion, Long>comparingByValue()
            .reversed()
            .thenComparing(entry -> entry.getKey().first())
            .thenComparing(entry -> entry.getKey().second());
    return confusions.entrySet().stream().sorted(order).limit(SHOWN).toList();
  }

  /** Returns the fields of a JSON object about two models. */
  Map<String, Object> fields(String first, String second) {
    return Output.object(
        "first", first,
        "second", second,
        "images", images,
        "same", same,
        "agreement", agreement(),
        "differences",
            mostFrequent().stream()
                .map(
                    entry ->
                        Output.object(
                            "first", entry.getKey().first(),
                            "second", entry.getKey().second(),
                            "images", entry.getValue()))
                .toList());
  }
}
