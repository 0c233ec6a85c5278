package io.flinkmobilenet.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentFileTest {
  static final String FULL =
      """
      name: berlin
      routes:
      - name: cameras
        when:
          source: cam-*
          attributes: {site: berlin, line: {exact: "a*b"}, lane: {all: ["1*", "*2"]}}
        variants:
        - name: stable
          share: 95%
          cascade:
          - {model: signs:1.10, probability: 0.8}
          - {model: signs:2, margin: 0.25}
          - {model: signs:3}
        - {name: canary, share: 5%, model: signs:4}
        shadows:
        - {model: signs:4, share: 12.5%}
        unknown: {below: 0.4, classes: {stop: 0.6, "no": 0.5}}
      - name: rest
        variants: [{model: signs:3}]
      rollout:
        route: cameras
        steps: [1%, 5%, 25%, 100%]
        first: 5%
        images: 2000
        paused: true
        guards:
        - error: {attribute: truth, above-stable: 2%, sample: 200, confidence: 99%}
        - slow: {millis: 80, above: 1%, sample: 500, confidence: 99.9%}
        - disagreement: {above: 10%, sample: 300, confidence: 99%}
      """;

  private static ModelKey signs(String version) {
    return new ModelKey("signs", version);
  }

  private static CascadeStage alone(String version) {
    return new CascadeStage(signs(version), 0, false);
  }

  static Deployment full() {
    Route cameras =
        new Route(
            "cameras",
            List.of(
                new Condition(null, "cam-*", true),
                new Condition("site", "berlin", false),
                new Condition("line", "a*b", false),
                new Condition("lane", "1*", true),
                new Condition("lane", "*2", true)),
            List.of(
                new Variant(
                    "stable",
                    950_000,
                    List.of(
                        new CascadeStage(signs("1.10"), 0.8f, false),
                        new CascadeStage(signs("2"), 0.25f, true),
                        alone("3"))),
                new Variant("canary", 50_000, List.of(alone("4")))),
            List.of(new Shadow(signs("4"), 125_000)),
            new UnknownRule(0.4f, Map.of("stop", 0.6f, "no", 0.5f)));
    Route rest =
        new Route(
            "rest",
            List.of(),
            List.of(new Variant("stable", 1_000_000, List.of(alone("3")))),
            List.of(),
            null);
    Rollout plan =
        new Rollout(
            "cameras",
            List.of(10_000, 50_000, 250_000, 1_000_000),
            2000,
            List.of(
                new Guard(GuardMeasure.ERROR, 0.02, true, 200, 0.99, 0, "truth"),
                new Guard(GuardMeasure.SLOW, 0.01, false, 500, 0.999, 80, null),
                new Guard(GuardMeasure.DISAGREEMENT, 0.1, false, 300, 0.99, 0, null)),
            1,
            true);
    return new Deployment("berlin", 0, List.of(cameras, rest), plan, null, null);
  }

  private static Deployment read(String yaml) {
    return DeploymentFile.read(yaml, Optional.empty());
  }

  @Test
  void readsEveryPart() {
    assertThat(read(FULL)).isEqualTo(full());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(read(DeploymentYaml.write(full()))).isEqualTo(full());
  }

  @Test
  void aNameFromTheCommandCountsRatherThanThatOfTheFile() {
    assertThat(DeploymentFile.read(FULL, Optional.of("paris")).name()).isEqualTo("paris");
  }

  @Test
  void aShortFileHasTheUsualNames() {
    Deployment read =
        read(
            """
            name: a
            routes:
            - variants: [{model: birds:1}, {model: birds:2, share: 5%}]
            """);
    Route route = read.routes().get(0);
    assertThat(route.name()).isEqualTo("all");
    assertThat(route.variants())
        .containsExactly(
            new Variant(
                "stable", 950_000, List.of(new CascadeStage(new ModelKey("birds", "1"), 0, false))),
            new Variant(
                "canary", 50_000, List.of(new CascadeStage(new ModelKey("birds", "2"), 0, false))));
  }

  @Test
  void aCanaryWithAPlanBeginsWithTheShareOfTheFirstStep() {
    Deployment read =
        read(
            """
            name: a
            routes:
            - variants: [{model: birds:1}, {model: birds:2}]
            rollout: {steps: [1%, 5%], images: 10}
            """);
    assertThat(read.routes().get(0).variants())
        .extracting(Variant::share)
        .containsExactly(990_000, 10_000);
    assertThat(read.plan().orElseThrow().route()).isEqualTo("all");
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(DeploymentFileTest::withoutColumn)
        .isEqualTo(message);
  }

  private static String withoutColumn(Throwable refusal) {
    return refusal.getMessage().replaceFirst("(line \\d+), column \\d+", "$1");
  }

  @Test
  void aRefusalNamesTheColumnToo() {
    assertThatThrownBy(() -> read("name: a\nroutes:\n- variants: [{model: b:1, share: many}]\n"))
        .hasMessage(
            "line 3, column 27: routes[0].variants[0].share: expected a percentage, found 'many'");
    assertThatThrownBy(() -> read("name: a\nname: b\n"))
        .hasMessage("line 2, column 1: name: expected the field once, found it twice");
  }

  private static String routes(String variants) {
    return "name: a\nroutes:\n- variants:\n" + variants;
  }

  @Test
  void valuesAreRefusedWithLineAndPath() {
    refused(
        FULL.replace("share: 5%", "share: many"),
        "line 14: routes[0].variants[1].share: expected a percentage, found 'many'");
    refused(
        FULL.replace("share: 12.5%", "share: 0.00001%"),
        "line 16: routes[0].shadows[0].share: expected at most four decimal places, found"
            + " '0.00001%'");
    refused(
        FULL.replace("below: 0.4", "below: 1.4"),
        "line 17: routes[0].unknown.below: expected a number of 0 to 1, found '1.4'");
    refused(
        FULL.replace("stop: 0.6", "stop: NaN"),
        "line 17: routes[0].unknown.classes.stop: expected a number of 0 to 1, found 'NaN'");
    refused(
        FULL.replace("first: 5%", "first: 6%"),
        "line 23: rollout.first: expected one of the steps, found '6%'");
    refused(
        FULL.replace("images: 2000", "images: 2e3"),
        "line 24: rollout.images: expected a whole number, found '2e3'");
    refused(
        FULL.replace("paused: true", "paused: 'yes'"),
        "line 25: rollout.paused: expected true or false, found 'yes'");
    refused(
        FULL.replace("{model: signs:3}]", "{model: signs}]"),
        "line 19: routes[1].variants[0].model: expected a model as NAME:VERSION, found 'signs'");
    refused(
        FULL.replace("signs:1.10", "'signs:1 10'"),
        "line 11: routes[0].variants[0].cascade[0].model: model version: expected 1 to 100 of A-Z a-z"
            + " 0-9 . _ -, found '1 10'");
  }

  @Test
  void contradictionsAreRefusedWhereTheyAre() {
    refused(
        FULL.replace("share: 95%", "share: 90%"),
        "line 3: routes[0]: shares of the variants of route cameras: expected a sum of 100 %,"
            + " found 95 %");
    refused(
        FULL.replace("route: cameras", "route: other"),
        "line 1: plan: expected the name of a route, found 'other'");
    refused(
        FULL.replace("above: 1%", "above-stable: 1%, above: 1%"),
        "line 28: rollout.guards[1].slow: expected one of the fields above, above-stable, found"
            + " above and above-stable");
    refused(
        FULL.replace("millis: 80, ", ""),
        "line 28: rollout.guards[1].slow: guard SLOW: expected milliseconds for SLOW and only for"
            + " it, found 0.0");
    refused(
        FULL.replace(", probability: 0.8", ""),
        "line 11: routes[0].variants[0].cascade[0]: expected one of the fields probability, margin,"
            + " found none");
  }

  @Test
  void unknownFieldsAreRefusedWithTheNearestName() {
    refused(
        FULL.replace("  shadows:", "  shadow:"),
        "line 15: routes[0].shadow: expected one of the fields name, when, variants, shadows,"
            + " unknown, found 'shadow', did you mean 'shadows'?");
    refused(
        FULL.replace("  images:", "  picture:"),
        "line 24: rollout.picture: expected one of the fields route, steps, images, guards, first,"
            + " paused, found 'picture'");
    refused(
        "name: a\nname: b\nroutes: []\n", "line 2: name: expected the field once, found it twice");
  }

  @Test
  void missingPartsAreNamed() {
    refused("routes: []", "line 1: expected the field name, found none");
    refused("name: a", "line 1: expected the field routes, found none");
    refused("name: a\nroutes:", "line 2: routes: expected a list of routes, found ''");
    refused(
        routes("  - {name: x}\n"),
        "line 4: routes[0].variants[0]: expected one of the fields model, cascade, found none");
    refused(
        routes("  - {model: a:1}\n  - {model: a:1}\n"),
        "line 3: routes[0].variants: expected a share of each variant but one, found more without");
    refused(
        routes("  - {model: a:1, share: 70%}\n  - {model: a:1, share: 60%}\n")
            + "  - {model: a:1, name: c}\n",
        "line 3: routes[0].variants: expected shares of at most 100% together, found more");
    refused(
        "name: a\nroutes: [{when: {}, variants: [{model: a:1}]}]",
        "line 2: routes[0].when: expected source or attributes, found no condition");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "# nothing\n", "---\n---\n"})
  void anEmptyFileIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a: [; expected YAML, found",
        "a: 'b; expected YAML, found",
        "'a:\n\t- b'; expected YAML, found",
        "'name: &n a\nroutes: *n'; line 2, column 1: routes: expected a value, found an alias, which is not",
        "'a: b\n--- \nc: d'; expected one document, found another"
      })
  void whatIsNotOneDocumentIsRefusedInOneLine(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aMessageIsOneLineWhateverTheValueIs() {
    refused(
        "\"a\\nb\\e[31m\"", "line 1: expected the fields name, routes, rollout, found 'a b [31m'");
    assertThatThrownBy(() -> read(FULL.replace("name: berlin", "name: \"a\\nb\"")))
        .hasMessageContaining("found 'a b'");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected YAML, found");
    assertThatThrownBy(() -> read("{a: ".repeat(30) + "b" + "}".repeat(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20");
  }

  @Test
  void textsThatLookLikeOtherThingsStayWhatTheyAre() {
    for (String text :
        List.of(
            "no",
            "null",
            "~",
            "1.10",
            "0x10",
            "12:30",
            "a: b",
            "*",
            "- x",
            " a ",
            "'",
            "\"",
            "#",
            "a #b",
            "a\nb",
            "a\n",
            "\n",
            "\t",
            "ü",
            "%",
            "{",
            "2026-01-01",
            "")) {
      Deployment deployment = withLabel(text);
      assertThat(read(DeploymentYaml.write(deployment))).as("'%s'", text).isEqualTo(deployment);
    }
  }

  private static Deployment withLabel(String text) {
    Route route =
        new Route(
            text,
            List.of(),
            List.of(new Variant(text, 1_000_000, List.of(alone("1")))),
            List.of(),
            new UnknownRule(0.1f, Map.of(text, 1e-4f)));
    return new Deployment("1.10", 0, List.of(route), null, null, null);
  }

  @Test
  void aGuardIsReadAsInAFile() {
    assertThat(DeploymentFile.guard("unknown: {above-stable: 0.5%, sample: 1, confidence: 90%}"))
        .isEqualTo(new Guard(GuardMeasure.UNKNOWN, 0.005, true, 1, 0.9, 0, null));
    assertThatThrownBy(() -> DeploymentFile.guard("unknwon: {}"))
        .hasMessage(
            "line 1, column 1: unknwon: expected one of the fields rejected, unknown, slow, disagreement,"
                + " error, found 'unknwon', did you mean 'unknown'?");
  }
}
