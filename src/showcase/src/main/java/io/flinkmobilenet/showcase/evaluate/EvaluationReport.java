package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the results of an evaluation.
 *
 * @param labels labels of the model
 * @param about the model and the settings of the run
 */
record EvaluationReport(Confusion confusion, List<String> labels, Map<String, Object> about) {
  private static final int WORST = 10;

  void json(Output out) {
    out.json(Map.of("evaluation", summary()));
    confusion.classes().forEach(index -> out.json(Map.of("class", classFields(index))));
    for (Confusion.Pair mistake : confusion.mistakes(WORST)) {
      out.json(Map.of("confusion", mistakeFields(mistake)));
    }
  }

  void table(Output out) {
    List<List<Object>> classes =
        confusion.classes().mapToObj(index -> cells(classFields(index))).toList();
    Table.print(out, List.of("index", "class", "images", "recall", "precision"), classes);
    List<List<Object>> mistakes =
        confusion.mistakes(WORST).stream().map(mistake -> cells(mistakeFields(mistake))).toList();
    if (!mistakes.isEmpty()) {
      out.text("");
      Table.print(out, List.of("true class", "predicted", "images"), mistakes);
    }
    out.text("");
    Map<String, Object> facts = summary();
    facts.replaceAll((name, value) -> value(value));
    Facts.print(out, facts);
  }

  /** A short title for a chart. */
  String title() {
    return about.get("model")
        + ": "
        + value(confusion.topOne())
        + " of "
        + confusion.images()
        + " images right";
  }

  private Map<String, Object> summary() {
    Map<String, Object> fields = Output.object();
    fields.putAll(about);
    fields.put("pictures", confusion.images());
    fields.put("top1", confusion.topOne());
    fields.put("top5", confusion.amongBest());
    return fields;
  }

  private Map<String, Object> classFields(int index) {
    return Output.object(
        "index", index,
        "label", labels.get(index),
        "pictures", confusion.shown(index),
        "recall", confusion.recall(index),
        "precision", confusion.precision(index));
  }

  private Map<String, Object> mistakeFields(Confusion.Pair mistake) {
    return Output.object(
        "truth", labels.get(mistake.truth()),
        "predicted", labels.get(mistake.predicted()),
        "pictures", confusion.count(mistake.truth(), mistake.predicted()));
  }

  private static List<Object> cells(Map<String, Object> fields) {
    return Arrays.asList(fields.values().toArray());
  }

  private static Object value(Object value) {
    return value instanceof Double share
        ? String.format(Locale.ROOT, "%.2f %%", 100 * share)
        : value;
  }
}
