package io.flinkmobilenet.protocol.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Variant;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final ModelKey STABLE = new ModelKey("signs", "1");
  private static final ModelKey NEXT = new ModelKey("signs", "2");
  private static final ModelKey THIRD = new ModelKey("signs", "3");
  private static final int MILLION = 1_000_000;

  @Test
  void anActivationGivesEveryImageToItsModel() {
    Routed routed = new Router(new ActivationRequest(STABLE, 7)).route("a", null, Map.of("b", "c"));

    assertThat(routed.variant().stages()).containsExactly(new CascadeStage(STABLE, 0, false));
    assertThat(routed.shadows()).isEmpty();
    assertThat(routed.canary()).isFalse();
  }

  @Test
  void aMillionImagesAreSharedAsTheDeploymentSays() {
    Router router =
        new Router(
            deployment(
                route(
                    List.of(),
                    variant("stable", 700_000, STABLE),
                    variant("second", 250_000, NEXT),
                    variant("third", 50_000, THIRD))));
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < MILLION; i++) {
      counts.merge(router.route("image-" + i, null, Map.of()).variant().name(), 1, Integer::sum);
    }

    assertThat(counts.get("stable")).isCloseTo(700_000, within(deviations(0.7)));
    assertThat(counts.get("second")).isCloseTo(250_000, within(deviations(0.25)));
    assertThat(counts.get("third")).isCloseTo(50_000, within(deviations(0.05)));
  }

  private static int deviations(double share) {
    return (int) Math.ceil(3 * Math.sqrt(MILLION * share * (1 - share)));
  }

  @Test
  void aLargerShareKeepsTheImagesOfTheSmallerOne() {
    List<String> before = canaryImages(10_000);
    List<String> after = canaryImages(50_000);

    assertThat(before).isNotEmpty();
    assertThat(after).containsAll(before).hasSizeGreaterThan(3 * before.size());
  }

  private static List<String> canaryImages(int share) {
    Router router =
        new Router(
            deployment(
                route(
                    List.of(),
                    variant("stable", MILLION - share, STABLE),
                    variant("canary", share, NEXT))));
    List<String> images = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (router.route("i" + i, null, Map.of()).variant().name().equals("canary")) {
        images.add("i" + i);
      }
    }
    return images;
  }

  /** Computed from the description in the documents with other classes than the router uses. */
  @Test
  void everyProgramCanComputeTheChoice() throws Exception {
    Route route =
        new Route(
            "all",
            List.of(),
            List.of(variant("stable", 600_000, STABLE), variant("canary", 400_000, NEXT)),
            List.of(new Shadow(THIRD, 300_000)),
            null);
    Router router = new Router(deployment(route));
    for (int i = 0; i < 1000; i++) {
      String id = "Bild-ä-" + i;
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("spring\0" + id).getBytes(StandardCharsets.UTF_8));
      Routed routed = router.route(id, "camera", Map.of());

      assertThat(routed.variant().name())
          .isEqualTo(number(digest, 0) < 400_000 ? "canary" : "stable");
      assertThat(routed.shadows()).hasSize(number(digest, 8) < 300_000 ? 1 : 0);
    }
  }

  private static int number(byte[] digest, int from) {
    return new BigInteger(1, Arrays.copyOfRange(digest, from, from + 8))
        .mod(BigInteger.valueOf(MILLION))
        .intValue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "cam-1, berlin, exact",
        "cam-12, berlin, glob",
        "cam-, null, glob",
        "xcam-1, berlin, rest",
        "null, berlin, rest",
        "cam-1, paris, glob",
        "other, rome-north, attribute",
        "other, rome-, rest",
        "other, null, rest"
      })
  void theFirstRouteWhoseConditionsAllHoldIsTaken(String source, String site, String expected) {
    Variant only = variant("stable", MILLION, STABLE);
    Router router =
        new Router(
            deployment(
                named(
                    "exact",
                    only,
                    new Condition(null, "cam-1", false),
                    new Condition("site", "berlin", false)),
                named("glob", only, new Condition(null, "cam-*", true)),
                named("attribute", only, new Condition("site", "r?me-?*", true)),
                named("rest", only)));

    Map<String, String> attributes = site == null ? Map.of() : Map.of("site", site);
    assertThat(router.route("id", source, attributes).route().name()).isEqualTo(expected);
  }

  @Test
  void aStarWithoutGlobIsAnOrdinaryCharacter() {
    Variant only = variant("stable", MILLION, STABLE);
    Router router =
        new Router(
            deployment(named("star", only, new Condition(null, "*", false)), named("rest", only)));

    assertThat(router.route("id", "*", Map.of()).route().name()).isEqualTo("star");
    assertThat(router.route("id", "cam", Map.of()).route().name()).isEqualTo("rest");
  }

  @Test
  void aPatternOfManyStarsTakesLittleTime() {
    TextPattern pattern = new TextPattern(new Condition(null, "*a".repeat(99) + "b", true));

    assertThat(pattern.matches("a".repeat(1000))).isFalse();
  }

  @Test
  void aPlanDeterminesTheShareOfTheCanary() {
    Route route = route(List.of(), variant("stable", MILLION, STABLE), variant("canary", 0, NEXT));
    Rollout plan = new Rollout("all", List.of(100_000, 500_000, MILLION), 10, List.of(), 1, false);
    Router router = new Router(new Deployment("spring", 1, List.of(route), plan, null, null));

    assertThat(canaries(router)).isBetween(420L, 580L);
    router.moveTo(2);
    assertThat(canaries(router)).isEqualTo(1000L);
    router.moveTo(Rollout.ROLLED_BACK);
    assertThat(canaries(router)).isZero();
    router.moveTo(3);
    assertThat(router.step()).isEqualTo(Rollout.ROLLED_BACK);
  }

  private static long canaries(Router router) {
    long count = 0;
    for (int i = 0; i < 1000; i++) {
      count += router.route("c" + i, null, Map.of()).canary() ? 1 : 0;
    }
    return count;
  }

  private static Route named(String name, Variant variant, Condition... conditions) {
    return new Route(name, List.of(conditions), List.of(variant), List.of(), null);
  }

  private static Route route(List<Condition> conditions, Variant... variants) {
    return new Route("all", conditions, List.of(variants), List.of(), null);
  }

  private static Variant variant(String name, int share, ModelKey model) {
    return new Variant(name, share, List.of(new CascadeStage(model, 0, false)));
  }

  private static Deployment deployment(Route... routes) {
    return new Deployment("spring", 1, List.of(routes), null, null, null);
  }
}
