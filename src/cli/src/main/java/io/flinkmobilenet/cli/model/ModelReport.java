package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.TableRow;
import io.flinkmobilenet.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints a report about a model.
 *
 * @param name name of the model
 * @param model the model
 * @param plan how it runs here
 * @param classes number of classes for which the totals are printed as well
 */
record ModelReport(String name, ModelArtifact model, Plan plan, int classes) {
  private static final List<String> TITLES =
      List.of("input", "operator", "t", "c", "n", "s", "parameters", "multiply-adds");

  void table(Output out) {
    Map<String, Object> facts = new LinkedHashMap<>();
    summary().forEach((name, value) -> facts.put(words(name), value));
    model.sources().forEach((part, source) -> facts.put("import: " + part, source));
    if (!model.golden().isEmpty()) {
      facts.put("golden images", model.golden().size());
    }
    Facts.print(out, facts);
    out.text("");
    List<List<Object>> rows = new ArrayList<>();
    model.config().table().forEach(row -> rows.add(cells(row)));
    Table.print(out, TITLES, rows);
    out.text("");
    plan.explain().forEach(out::text);
    out.text("");
    out.text(totals("total", model.config()));
    if (classes != model.config().image().classes()) {
      model
          .config()
          .withClasses(classes)
          .ifPresent(other -> out.text(totals("with " + classes + " classes", other)));
    }
  }

  void json(Output out) {
    Map<String, Object> summary = summary();
    if (!model.sources().isEmpty()) {
      summary.put("sources", model.sources());
    }
    if (!model.golden().isEmpty()) {
      summary.put("goldenImages", model.golden().size());
    }
    out.json(Map.of("model", summary));
    for (TableRow row : model.config().table()) {
      out.json(Map.of("layer", fields(row)));
    }
    plan.explain().forEach(step -> out.json(Map.of("step", step)));
    out.json(Map.of("total", totals(model.config())));
    if (classes != model.config().image().classes()) {
      model
          .config()
          .withClasses(classes)
          .ifPresent(other -> out.json(Map.of("total", totals(other))));
    }
  }

  private Map<String, Object> summary() {
    Preprocessing preprocessing = model.preprocessing();
    InputGeometry geometry = preprocessing.geometry();
    Map<String, Object> summary =
        Output.object(
            "name",
            name,
            "digest",
            model.digest(),
            "artifactBytes",
            model.bytes().length,
            "weights",
            dtypes(),
            "classes",
            model.labels().size(),
            "scores",
            model.scores().name().toLowerCase(Locale.ROOT),
            resized(geometry.resize()),
            resizedTo(geometry.resize()),
            "resizeFilter",
            geometry.resize().filter().toString(),
            geometry.exact() ? "onlySize" : "crop",
            geometry.cropWidth() + "×" + geometry.cropHeight(),
            "normalisation",
            "(value × %s − mean) / std".formatted(preprocessing.rescaleFactor()),
            "mean",
            preprocessing.mean(),
            "std",
            preprocessing.std());
    geometry.remark().ifPresent(text -> summary.put("images", text));
    summary.putAll(model.config().facts());
    return summary;
  }

  private static String resized(Resize resize) {
    return switch (resize.kind()) {
      case NONE -> "resize";
      case STRETCH -> "stretchedTo";
      case SHORTEST_EDGE -> "shortestEdge";
    };
  }

  private static Object resizedTo(Resize resize) {
    return switch (resize.kind()) {
      case NONE -> "none";
      case STRETCH -> resize.width() + "×" + resize.height();
      case SHORTEST_EDGE -> resize.width();
    };
  }

  /** Converts a name in camel case to words: artifact bytes. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private String dtypes() {
    return model.weights().names().stream()
        .map(model.weights()::dtype)
        .distinct()
        .map(DType::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<Object> cells(TableRow row) {
    return Arrays.asList(
        shape(row.input()),
        row.operator(),
        expansion(row),
        row.channels(),
        row.repeats(),
        row.stride(),
        row.parameters(),
        row.multiplyAdds());
  }

  private static Map<String, Object> fields(TableRow row) {
    return Output.object(
        "input", shape(row.input()),
        "operator", row.operator(),
        "t", expansion(row),
        "c", row.channels(),
        "n", row.repeats(),
        "s", row.stride(),
        "parameters", row.parameters(),
        "multiplyAdds", row.multiplyAdds());
  }

  private static Integer expansion(TableRow row) {
    return row.expansion() == 0 ? null : row.expansion();
  }

  /** A shape in the paper's notation: 112²×32. */
  private static String shape(FeatureShape shape) {
    return shape.height() == shape.width()
        ? shape.height() + "²×" + shape.channels()
        : shape.toString();
  }

  private static String totals(String title, Configuration config) {
    Graph graph = config.graph();
    return String.format(
        Locale.ROOT,
        "%s: %,d parameters, %,d multiply-adds (%.1f million)",
        title,
        graph.parameterCount(),
        graph.multiplyAdds(),
        graph.multiplyAdds() / 1e6);
  }

  private static Map<String, Object> totals(Configuration config) {
    Graph graph = config.graph();
    return Output.object(
        "classes", config.image().classes(),
        "parameters", graph.parameterCount(),
        "multiplyAdds", graph.multiplyAdds());
  }
}
