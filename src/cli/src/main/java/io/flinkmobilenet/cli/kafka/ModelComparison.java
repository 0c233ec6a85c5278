package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the models that saw the same images: each pair of the answering model and shadows. */
final class ModelComparison {
  /** Models come from outside, so that the number of their pairs is bounded. */
  private static final int MOST_PAIRS = 1000;

  private final Map<List<String>, ModelAgreement> pairs = new TreeMap<>(ModelComparison::order);
  private long compared;
  private long withoutAnswer;

  private static int order(List<String> one, List<String> other) {
    int first = one.get(0).compareTo(other.get(0));
    return first != 0 ? first : one.get(1).compareTo(other.get(1));
  }

  /**
   * Takes a prediction.
   *
   * @return whether two of its models name different classes
   */
  boolean add(Prediction prediction) {
    Map<String, String> answers = new TreeMap<>();
    for (ShadowPrediction shadow : prediction.getShadows()) {
      if (shadow.getClasses().isEmpty()) {
        withoutAnswer++;
      } else {
        answers.put(PredictionTable.name(shadow.getModel()), shadow.getClasses().get(0).getLabel());
      }
    }
    if (!answers.isEmpty() && !prediction.getClasses().isEmpty()) {
      answers.put(
          PredictionTable.name(prediction.getModel()), prediction.getClasses().get(0).getLabel());
    }
    if (answers.size() < 2) {
      return false;
    }
    compared++;
    return add(new ArrayList<>(answers.entrySet()));
  }

  private boolean add(List<Map.Entry<String, String>> answers) {
    boolean different = false;
    for (int i = 0; i < answers.size(); i++) {
      for (int j = i + 1; j < answers.size(); j++) {
        String first = answers.get(i).getValue();
        String second = answers.get(j).getValue();
        different |= !first.equals(second);
        List<String> pair = List.of(answers.get(i).getKey(), answers.get(j).getKey());
        if (pairs.size() < MOST_PAIRS || pairs.containsKey(pair)) {
          pairs.computeIfAbsent(pair, none -> new ModelAgreement()).add(first, second);
        }
      }
    }
    return different;
  }

  /** Number of images that at least two models saw. */
  long compared() {
    return compared;
  }

  void print(Output out) {
    if (out.json()) {
      pairs.forEach((pair, counts) -> out.json(counts.fields(pair.get(0), pair.get(1))));
      return;
    }
    List<List<Object>> agreements = new ArrayList<>();
    List<List<Object>> differences = new ArrayList<>();
    pairs.forEach(
        (pair, counts) -> {
          agreements.add(
              List.of(
                  pair.get(0), pair.get(1), counts.images(), counts.same(), counts.agreement()));
          counts
              .mostFrequent()
              .forEach(
                  entry ->
                      differences.add(
                          List.of(
                              pair.get(0),
                              Table.brief(entry.getKey().first()),
                              pair.get(1),
                              Table.brief(entry.getKey().second()),
                              entry.getValue())));
        });
    Table.print(out, List.of("first", "second", "images", "same", "agreement"), agreements);
    if (!differences.isEmpty()) {
      out.text("");
      Table.print(out, List.of("first", "says", "second", "says", "images"), differences);
    }
    if (withoutAnswer > 0) {
      out.text("");
      out.text("shadows without an answer: " + withoutAnswer);
    }
  }
}
