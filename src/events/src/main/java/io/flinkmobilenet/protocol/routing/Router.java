package io.flinkmobilenet.protocol.routing;

import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Variant;
import java.util.List;
import java.util.Map;

/**
 * Says which models see an image.
 *
 * <p>The first variant of a route is the stable one. The other variants take ranges of the image's
 * number, one after the other from 0 on, and the stable one takes the rest. So the second variant
 * keeps its images when its share grows. Not thread-safe.
 */
public final class Router {
  private final ModelRequest request;

  /** Kept, because an activation makes them anew for each call. */
  private final List<Route> routes;

  private final List<List<Test>> tests;
  private final ImageHash hash;
  private int step;

  /** Creates a router for a request; a plan is at its first step. */
  public Router(ModelRequest request) {
    this.request = request;
    this.routes = request.routes();
    this.tests =
        routes.stream().map(route -> route.conditions().stream().map(Test::new).toList()).toList();
    this.hash = new ImageHash(request.deploymentName().orElse(""));
    this.step = request.plan().map(Rollout::firstStep).orElse(0);
  }

  /** Returns the request that this router follows. */
  public ModelRequest request() {
    return request;
  }

  /** Returns the step of the plan, from 0, or {@link Rollout#ROLLED_BACK}; 0 without a plan. */
  public int step() {
    return step;
  }

  /** Moves the plan to a step; a step that the plan does not have is ignored. */
  public void moveTo(int next) {
    int steps = request.plan().map(plan -> plan.steps().size()).orElse(0);
    if (next >= Rollout.ROLLED_BACK && next < steps) {
      step = next;
    }
  }

  /**
   * Returns the way of an image.
   *
   * @param id id of the image
   * @param source source of the image; may be null
   * @param attributes attributes of the image
   */
  public Routed route(String id, String source, Map<String, String> attributes) {
    Route route = routes.get(routeOf(source, attributes));
    boolean planned =
        request.plan().isPresent() && request.plan().get().route().equals(route.name());
    if (route.variants().size() == 1 && route.shadows().isEmpty()) {
      return new Routed(route, route.variants().get(0), List.of(), planned);
    }
    hash.compute(id);
    return new Routed(route, variant(route, planned), shadows(route), planned);
  }

  private int routeOf(String source, Map<String, String> attributes) {
    int last = tests.size() - 1;
    for (int i = 0; i < last; i++) {
      boolean holds = true;
      for (Test test : tests.get(i)) {
        holds = holds && test.holds(source, attributes);
      }
      if (holds) {
        return i;
      }
    }
    return last;
  }

  private Variant variant(Route route, boolean planned) {
    int number = hash.forVariant();
    int end = 0;
    for (Variant variant : route.variants().subList(1, route.variants().size())) {
      end += planned ? request.plan().get().share(step) : variant.share();
      if (number < end) {
        return variant;
      }
    }
    return route.variants().get(0);
  }

  private List<Shadow> shadows(Route route) {
    int number = hash.forShadow();
    return route.shadows().stream().filter(shadow -> number < shadow.share()).toList();
  }

  /** A condition that is ready to be tested. */
  private static final class Test {
    private final String attribute;
    private final TextPattern pattern;

    Test(Condition condition) {
      this.attribute = condition.attribute();
      this.pattern = new TextPattern(condition);
    }

    boolean holds(String source, Map<String, String> attributes) {
      return pattern.matches(attribute == null ? source : attributes.get(attribute));
    }
  }
}
