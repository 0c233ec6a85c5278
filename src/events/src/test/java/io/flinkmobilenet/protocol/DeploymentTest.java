package io.flinkmobilenet.protocol;

import static io.flinkmobilenet.protocol.SampleDeployments.LARGE;
import static io.flinkmobilenet.protocol.SampleDeployments.NEXT;
import static io.flinkmobilenet.protocol.SampleDeployments.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.GuardMeasure;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
  private static final List<Route> ALL = List.of(Route.of(SMALL));

  private static Deployment deployment(List<Route> routes, Rollout plan) {
    return new Deployment("a", 1, routes, plan, null, null);
  }

  private static Route route(String name, List<Condition> conditions, Variant... variants) {
    return new Route(name, conditions, List.of(variants), List.of(), null);
  }

  private static Variant variant(String name, int share) {
    return new Variant(name, share, List.of(new CascadeStage(SMALL, 0, false)));
  }

  private static Rollout plan(String route, Integer... steps) {
    return new Rollout(route, List.of(steps), 10, List.of(), 0, false);
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesEveryModelOnce() {
    assertThat(SampleDeployments.full(1).models()).containsExactly(SMALL, LARGE, NEXT);
    assertThat(new ActivationRequest(LARGE, 3).models()).containsExactly(LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ü"})
  void aNameHasTheCharactersOfAModelsName(String name) {
    refused(
        () -> new Deployment(name, 1, ALL, null, null, null),
        "deployment: expected a name of 1 to 100 of A-Z a-z 0-9 . _ -, found '" + name + "'");
  }

  @Test
  void aLongNameIsNotRepeatedInTheMessage() {
    refused(
        () -> new Deployment("a".repeat(101), 1, ALL, null, null, null), "found 101 characters");
  }

  @Test
  void onlyTheLastRouteHasNoConditions() {
    Condition condition = new Condition(null, "a", false);
    Route conditional = route("some", List.of(condition), variant("stable", Share.WHOLE));
    refused(
        () -> deployment(List.of(Route.of(SMALL), conditional), null),
        "route all: expected conditions, found none, so that later routes are never taken");
    refused(
        () -> deployment(List.of(conditional), null),
        "route some: expected no conditions, because it is the last, found some");
    refused(
        () -> new FormerDeployment("", List.of(conditional)),
        "route some: expected no conditions, because it is the last");
    refused(() -> deployment(List.of(), null), "routes: expected 1 to 50, found 0");
  }

  @Test
  void routesAndVariantsHaveDifferentNames() {
    Condition condition = new Condition("site", "a", false);
    Route conditional = route("all", List.of(condition), variant("stable", Share.WHOLE));
    refused(
        () -> deployment(List.of(conditional, Route.of(SMALL)), null),
        "routes: expected different names, found 'all' twice");
    refused(
        () -> route("r", List.of(), variant("a", 500_000), variant("a", 500_000)),
        "variants of route r: expected different names, found 'a' twice");
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1", "0, 0", "999999, 0", "1000000, 1000000"})
  void sharesOfVariantsAddUp(int one, int other) {
    refused(
        () -> route("r", List.of(), variant("a", one), variant("b", other)),
        "shares of the variants of route r: expected a sum of 100 %, found "
            + Share.percent(one + (long) other));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001, Integer.MIN_VALUE})
  void aShareIsAPartOfAllImages(int share) {
    refused(() -> variant("a", share), "variant a: expected a share of 0 to 1000000, found");
    refused(() -> new Shadow(SMALL, share), "shadow birds/1: expected a share of 0 to 1000000");
    refused(() -> plan("all", share), "step: expected a share of 0 to 1000000, found " + share);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN, Float.POSITIVE_INFINITY})
  void aThresholdIsAProbability(float least) {
    refused(() -> new CascadeStage(SMALL, least, true), "threshold of birds/1: expected 0.0 to 1");
    refused(() -> new UnknownRule(least, Map.of()), "least probability: expected 0.0 to 1.0");
    refused(
        () -> new UnknownRule(0, Map.of("a", least)),
        "least probability of a class: expected 0.0 to 1.0");
  }

  @Test
  void thresholdsByClassOverruleTheOneForAll() {
    UnknownRule rule = new UnknownRule(0.4f, Map.of("stop", 0.6f, "bus", 0.1f));
    assertThat(rule.isUnknown("stop", 0.59f)).isTrue();
    assertThat(rule.isUnknown("stop", 0.6f)).isFalse();
    assertThat(rule.isUnknown("bus", 0.2f)).isFalse();
    assertThat(rule.isUnknown("yield", 0.39f)).isTrue();
    assertThat(rule.isUnknown("yield", 0.4f)).isFalse();
  }

  @Test
  void partsAreCounted() {
    Condition condition = new Condition(null, "a", false);
    CascadeStage stage = new CascadeStage(SMALL, 0, false);
    refused(
        () -> route("r", Collections.nCopies(21, condition), variant("a", Share.WHOLE)),
        "conditions of route r: expected 0 to 20, found 21");
    refused(() -> route("r", List.of()), "variants of route r: expected 1 to 20, found 0");
    refused(
        () -> new Variant("a", 0, Collections.nCopies(6, stage)),
        "stages of variant a: expected 1 to 5, found 6");
    refused(() -> new Variant("a", 0, List.of()), "stages of variant a: expected 1 to 5, found 0");
    refused(
        () ->
            new Route(
                "r",
                List.of(),
                List.of(variant("a", Share.WHOLE)),
                Collections.nCopies(6, new Shadow(SMALL, 0)),
                null),
        "shadows of route r: expected 0 to 5, found 6");
    Map<String, Float> classes = new HashMap<>();
    IntStream.range(0, 2001).forEach(index -> classes.put("class " + index, 0.5f));
    refused(() -> new UnknownRule(0, classes), "thresholds by class: expected 0 to 2000, found");
    refused(
        () ->
            deployment(
                IntStream.range(0, 51)
                    .mapToObj(
                        index -> route("r" + index, List.of(condition), variant("a", Share.WHOLE)))
                    .toList(),
                null),
        "routes: expected 1 to 50, found 51");
  }

  @Test
  void textsAreBounded() {
    String longest = "x".repeat(200);
    assertThat(new Condition(longest, longest, true).pattern()).isEqualTo(longest);
    String tooLong = longest + "x";
    refused(() -> new Condition(null, tooLong, true), "pattern: expected at most 200 characters");
    refused(() -> new Condition(tooLong, "", true), "attribute: expected at most 200 characters");
    refused(() -> variant(tooLong, 0), "variant: expected at most 200 characters, found 201");
    refused(() -> route(tooLong, List.of()), "route: expected at most 200 characters, found 201");
    refused(() -> plan(tooLong, 1), "route of the plan: expected at most 200 characters");
    refused(
        () -> new FormerDeployment(tooLong, ALL),
        "previous deployment: expected at most 200 characters");
    refused(
        () -> new UnknownRule(0, Map.of(tooLong, 0f)), "class: expected at most 200 characters");
  }

  @Test
  void aPlanNeedsARouteWithTwoVariants() {
    refused(
        () -> deployment(ALL, plan("other", 1)),
        "plan: expected the name of a route, found 'other'");
    refused(
        () -> deployment(ALL, plan("all", 1)),
        "variants of route all, which has a plan: expected 2 to 2, found 1");
    Route three =
        route("all", List.of(), variant("a", Share.WHOLE), variant("b", 0), variant("c", 0));
    refused(
        () -> deployment(List.of(three), plan("all", 1)),
        "variants of route all, which has a plan: expected 2 to 2, found 3");
  }

  @Test
  void theStepsOfAPlanGrow() {
    refused(() -> plan("all", 2, 1), "steps: expected shares that grow, found 0.0002 %, 0.0001 %");
    refused(() -> plan("all", 1, 1), "steps: expected shares that grow, found 0.0001 %, 0.0001 %");
    refused(() -> plan("all", 0), "steps: expected shares that grow, found 0 %");
    refused(() -> plan("all"), "steps: expected 1 to 50, found 0");
    refused(
        () -> new Rollout("all", List.of(1), 0, List.of(), 0, false),
        "images per step: expected 1.0 to 1.0E9, found 0.0");
    refused(
        () -> new Rollout("all", List.of(1), 1, List.of(), 1, false),
        "first step: expected 0 to 0, found 1");
    refused(
        () -> new Rollout("all", List.of(1), 1, List.of(), -1, false),
        "first step: expected 0 to 0, found -1");
    Guard guard = new Guard(GuardMeasure.UNKNOWN, 0.1, false, 1, 0.9, 0, null);
    refused(
        () -> new Rollout("all", List.of(1), 1, Collections.nCopies(21, guard), 0, false),
        "guards: expected 0 to 20, found 21");
  }

  @Test
  void theShareOfACanaryIsThatOfTheStep() {
    Rollout plan = plan("all", 10_000, 50_000);
    assertThat(plan.share(0)).isEqualTo(10_000);
    assertThat(plan.share(1)).isEqualTo(50_000);
    assertThat(plan.share(Rollout.ROLLED_BACK)).isZero();
  }

  private static Guard guard(GuardMeasure measure, boolean relative, double millis, String name) {
    return new Guard(measure, 0.1, relative, 1, 0.9, millis, name);
  }

  @Test
  void aGuardHasWhatItsMeasureNeeds() {
    refused(
        () -> guard(GuardMeasure.SLOW, false, 0, null),
        "guard SLOW: expected milliseconds for SLOW and only for it, found 0.0");
    refused(
        () -> guard(GuardMeasure.REJECTED, false, 5, null),
        "guard REJECTED: expected milliseconds for SLOW and only for it, found 5.0");
    refused(
        () -> guard(GuardMeasure.ERROR, false, 0, null),
        "guard ERROR: expected an attribute for ERROR and only for it, found null");
    refused(
        () -> guard(GuardMeasure.UNKNOWN, false, 0, "truth"),
        "guard UNKNOWN: expected an attribute for ERROR and only for it, found truth");
    refused(
        () -> guard(GuardMeasure.DISAGREEMENT, true, 0, null),
        "guard DISAGREEMENT: expected a limit that is not relative");
  }

  @Test
  void theNumbersOfAGuardHaveRanges() {
    GuardMeasure measure = GuardMeasure.UNKNOWN;
    refused(
        () -> new Guard(measure, 1.5, false, 1, 0.9, 0, null),
        "limit of guard UNKNOWN: expected 0.0 to 1.0, found 1.5");
    refused(
        () -> new Guard(measure, Double.NaN, false, 1, 0.9, 0, null),
        "limit of guard UNKNOWN: expected 0.0 to 1.0, found NaN");
    refused(
        () -> new Guard(measure, 0, false, 0, 0.9, 0, null),
        "sample of guard UNKNOWN: expected 1.0 to 1.0E9, found 0.0");
    refused(
        () -> new Guard(measure, 0, false, 1, 0.4, 0, null),
        "confidence of guard UNKNOWN: expected 0.5 to");
    refused(
        () -> new Guard(measure, 0, false, 1, 1, 0, null),
        "confidence of guard UNKNOWN: expected 0.5 to");
    refused(
        () -> new Guard(GuardMeasure.SLOW, 0, false, 1, 0.9, 1e9, null),
        "milliseconds of guard SLOW: expected 0.0 to 3600000.0");
  }

  @Test
  void listsCannotBeChangedFromOutside() {
    Deployment deployment = SampleDeployments.full(1);
    assertThatThrownBy(() -> deployment.routes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> deployment.routes().get(0).variants().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> deployment.routes().get(0).unknown().byClass().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "1, 0.0001 %", "50000, 5 %", "125000, 12.5 %", "1000000, 100 %"})
  void aShareIsWrittenInPercent(int share, String text) {
    assertThat(Share.percent(share)).isEqualTo(text);
  }
}
