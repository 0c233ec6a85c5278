package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Scores;
import java.util.List;
import java.util.Map;

/** Prints one line per file. */
final class FileResultPrinter {
  private final Output output;
  private final Table table;
  private final Map<String, Object> model;
  private final List<String> labels;
  private final Scores scores;
  private int failures;

  /**
   * Creates a printer.
   *
   * @param model description of the model in each JSON object
   * @param labels names of the classes
   * @param scores meaning of the probabilities
   */
  FileResultPrinter(Output output, Map<String, Object> model, List<String> labels, Scores scores) {
    this.output = output;
    this.table = Table.streaming(output, List.of("file", "class", "probability"), 44, 36, 11);
    this.model = model;
    this.labels = labels;
    this.scores = scores;
  }

  void print(FileResult verdict) {
    if (verdict instanceof FileResult.Classified classified) {
      print(classified);
    } else if (verdict instanceof FileResult.Failed failed) {
      failures++;
      print(failed);
    }
  }

  boolean sawFailures() {
    return failures > 0;
  }

  private void print(FileResult.Classified verdict) {
    if (!output.json()) {
      ClassScore best = verdict.classes().get(0);
      table.row(verdict.file().path(), Table.brief(labels.get(best.index())), best.probability());
      return;
    }
    List<Map<String, Object>> classes =
        verdict.classes().stream()
            .map(
                score ->
                    Output.object(
                        "index", score.index(),
                        "label", labels.get(score.index()),
                        "probability", score.probability()))
            .toList();
    Map<String, Object> line =
        Output.object("file", verdict.file().path().toString(), "model", model, "classes", classes);
    line.put("scores", scores.name());
    if (verdict.logits() != null) {
      line.put("logits", verdict.logits());
    }
    if (verdict.embedding() != null) {
      line.put("embedding", verdict.embedding());
    }
    output.json(line);
  }

  private void print(FileResult.Failed verdict) {
    String file = verdict.file().path().toString();
    if (output.json()) {
      Map<String, Object> error =
          Output.object("reason", verdict.reason(), "message", verdict.message());
      output.json(Output.object("file", file, "error", error));
    } else {
      table.row(file, verdict.reason() + ": " + verdict.message(), null);
    }
  }
}
