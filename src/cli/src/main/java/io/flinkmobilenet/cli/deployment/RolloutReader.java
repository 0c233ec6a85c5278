package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the plan of a deployment. */
final class RolloutReader {
  private static final String[] MEASURES = {"rejected", "unknown", "slow", "disagreement", "error"};

  private RolloutReader() {}

  /**
   * Reads a plan.
   *
   * @param onlyRoute route that is meant if the plan names none; empty if there are several
   */
  static Rollout read(YamlValue value, Optional<String> onlyRoute) {
    YamlFields fields =
        YamlFields.of(value, "route", "steps", "images", "guards", "first", "paused");
    String route =
        fields
            .optional("route")
            .map(name -> name.text("the name of a route"))
            .or(() -> onlyRoute)
            .orElseGet(() -> fields.required("route").text("the name of a route"));
    List<Integer> steps =
        fields.required("steps").list("a list of percentages").stream()
            .map(Percentage::share)
            .toList();
    long images = YamlNumber.whole(fields.required("images"));
    List<Guard> guards =
        fields
            .optional("guards")
            .map(list -> list.list("a list of guards").stream().map(RolloutReader::guard).toList())
            .orElse(List.of());
    int first = fields.optional("first").map(share -> step(share, steps)).orElse(0);
    boolean paused = fields.optional("paused").map(YamlNumber::truth).orElse(false);
    return value.make(() -> new Rollout(route, steps, images, guards, first, paused));
  }

  private static int step(YamlValue share, List<Integer> steps) {
    int index = steps.indexOf(Percentage.share(share));
    if (index < 0) {
      throw share.refusal("one of the steps");
    }
    return index;
  }

  static Guard guard(YamlValue value) {
    String name = YamlFields.of(value, MEASURES).oneOf(MEASURES);
    YamlValue measured = YamlFields.of(value, MEASURES).required(name);
    YamlFields fields =
        YamlFields.of(
            measured, "above", "above-stable", "sample", "confidence", "millis", "attribute");
    String kind = fields.oneOf("above", "above-stable");
    double limit = Percentage.fraction(fields.required(kind));
    long sample = YamlNumber.whole(fields.required("sample"));
    double confidence = Percentage.fraction(fields.required("confidence"));
    double millis = fields.optional("millis").map(YamlNumber::decimal).orElse(0.0);
    String attribute =
        fields.optional("attribute").map(text -> text.text("an attribute")).orElse(null);
    return measured.make(
        () ->
            new Guard(
                GuardMeasure.valueOf(name.toUpperCase(Locale.ROOT)),
                limit,
                kind.equals("above-stable"),
                sample,
                confidence,
                millis,
                attribute));
  }
}
