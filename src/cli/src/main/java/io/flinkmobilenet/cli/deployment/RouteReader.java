package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the routes of a deployment. */
final class RouteReader {
  /** Name of a route that has none and is the only one. */
  static final String ONLY = "all";

  private RouteReader() {}

  /**
   * Reads a list of routes.
   *
   * @param planned route that has a plan; null if none has
   * @param canary share of that route's second variant if the file names none
   */
  static List<Route> read(YamlValue routes, String planned, OptionalInt canary) {
    List<YamlValue> values = routes.list("a list of routes");
    List<Route> read = new ArrayList<>();
    for (YamlValue value : values) {
      YamlFields fields = YamlFields.of(value, "name", "when", "variants", "shadows", "unknown");
      String name =
          values.size() == 1 && fields.optional("name").isEmpty()
              ? ONLY
              : fields.required("name").text("a name");
      read.add(read(value, fields, name, name.equals(planned) ? canary : OptionalInt.empty()));
    }
    return read;
  }

  private static Route read(YamlValue value, YamlFields fields, String name, OptionalInt canary) {
    List<Condition> conditions =
        fields.optional("when").map(ConditionReader::read).orElse(List.of());
    List<Variant> variants = VariantReader.read(fields.required("variants"), canary);
    List<Shadow> shadows = fields.optional("shadows").map(RouteReader::shadows).orElse(List.of());
    UnknownRule unknown = fields.optional("unknown").map(RouteReader::unknown).orElse(null);
    return value.make(() -> new Route(name, conditions, variants, shadows, unknown));
  }

  private static List<Shadow> shadows(YamlValue shadows) {
    return shadows.list("a list of shadows").stream().map(RouteReader::shadow).toList();
  }

  private static Shadow shadow(YamlValue value) {
    YamlFields fields = YamlFields.of(value, "model", "share");
    int share = Percentage.share(fields.required("share"));
    return value.make(() -> new Shadow(ModelReference.read(fields.required("model")), share));
  }

  private static UnknownRule unknown(YamlValue value) {
    YamlFields fields = YamlFields.of(value, "below", "classes");
    float least = fields.optional("below").map(YamlNumber::probability).orElse(0f);
    Map<String, Float> byClass = new TreeMap<>();
    fields
        .optional("classes")
        .ifPresent(
            classes ->
                classes
                    .map("classes with their least probabilities")
                    .forEach((label, each) -> byClass.put(label, YamlNumber.probability(each))));
    return value.make(() -> new UnknownRule(least, byClass));
  }
}
