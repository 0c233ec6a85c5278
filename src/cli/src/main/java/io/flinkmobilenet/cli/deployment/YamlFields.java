package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.stream.config.NearestName;
import io.flinkmobilenet.stream.file.RefusedValueException;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named fields of a value, of which none is unknown. */
final class YamlFields {
  private static final int LONGEST_NAME = 100;

  private final YamlValue value;
  private final Map<String, YamlValue> fields;

  private YamlFields(YamlValue value, Map<String, YamlValue> fields, List<String> known) {
    this.value = value;
    this.fields = fields;
    fields.forEach(
        (name, field) -> {
          if (!known.contains(name)) {
            throw unknown(name, field, known);
          }
        });
  }

  /** Returns the fields of a value, of which no other may be there. */
  static YamlFields of(YamlValue value, String... known) {
    return new YamlFields(
        value, value.map("the fields " + String.join(", ", known)), List.of(known));
  }

  private static RefusedValueException unknown(String name, YamlValue field, List<String> known) {
    Optional<String> nearest =
        name.length() > LONGEST_NAME ? Optional.empty() : NearestName.of(name, known);
    String meant = nearest.map(near -> ", did you mean '" + near + "'?").orElse("");
    return field.refusal(
        "one of the fields " + String.join(", ", known),
        "'" + YamlValue.shortened(name) + "'" + meant);
  }

  Optional<YamlValue> optional(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  YamlValue required(String name) {
    return optional(name).orElseThrow(() -> value.refusal("the field " + name, "none"));
  }

  /** Returns the only one of these fields, of which exactly one must be there. */
  String oneOf(String... names) {
    List<String> found = List.of(names).stream().filter(fields::containsKey).toList();
    if (found.size() != 1) {
      throw value.refusal(
          "one of the fields " + String.join(", ", names),
          found.isEmpty() ? "none" : String.join(" and ", found));
    }
    return found.get(0);
  }
}
