package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the conditions of a route. A pattern with {@code *} or {@code ?} is a glob, and any other
 * is the whole value. {@code exact} and {@code glob} say it where that is not meant, and {@code
 * all} lists several patterns.
 */
final class ConditionReader {
  private static final String PATTERN = "a pattern, or one of the fields exact, glob and all";

  private final List<Condition> conditions = new ArrayList<>();

  private ConditionReader() {}

  static List<Condition> read(YamlValue when) {
    ConditionReader reader = new ConditionReader();
    YamlFields fields = YamlFields.of(when, "source", "attributes");
    fields.optional("source").ifPresent(pattern -> reader.add(null, pattern));
    fields
        .optional("attributes")
        .ifPresent(
            attributes -> {
              Map<String, YamlValue> byName = attributes.map("attributes with their patterns");
              byName.forEach(reader::add);
            });
    if (reader.conditions.isEmpty()) {
      throw when.refusal("source or attributes", "no condition");
    }
    return reader.conditions;
  }

  private void add(String attribute, YamlValue pattern) {
    if (!pattern.hasFields()) {
      String text = pattern.text(PATTERN);
      add(attribute, pattern, text, isGlob(text));
      return;
    }
    YamlFields fields = YamlFields.of(pattern, "exact", "glob", "all");
    String kind = fields.oneOf("exact", "glob", "all");
    YamlValue value = fields.required(kind);
    if (kind.equals("all")) {
      value.list("a list of patterns").forEach(each -> add(attribute, each));
    } else {
      add(attribute, value, value.text("a text"), kind.equals("glob"));
    }
  }

  private void add(String attribute, YamlValue value, String text, boolean glob) {
    conditions.add(value.make(() -> new Condition(attribute, text, glob)));
  }

  static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }
}
