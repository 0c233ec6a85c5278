package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the conditions of a route as {@link ConditionReader} reads them. */
final class ConditionTree {
  private ConditionTree() {}

  static Map<String, Object> of(List<Condition> conditions) {
    List<Object> source = new ArrayList<>();
    Map<String, List<Object>> attributes = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      List<Object> patterns =
          condition.attribute() == null
              ? source
              : attributes.computeIfAbsent(condition.attribute(), name -> new ArrayList<>());
      patterns.add(pattern(condition));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!source.isEmpty()) {
      fields.put("source", joined(source));
    }
    if (!attributes.isEmpty()) {
      Map<String, Object> byName = new LinkedHashMap<>();
      attributes.forEach((name, patterns) -> byName.put(name, joined(patterns)));
      fields.put("attributes", byName);
    }
    return fields;
  }

  private static Object joined(List<Object> patterns) {
    return patterns.size() == 1 ? patterns.get(0) : Map.of("all", patterns);
  }

  private static Object pattern(Condition condition) {
    String text = condition.pattern();
    if (condition.glob() == ConditionReader.isGlob(text)) {
      return text;
    }
    return Map.of(condition.glob() ? "glob" : "exact", text);
  }
}
