package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Variant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Counts of the predictions of one deployment, by route and variant: in total, and for each of the
 * latest seconds.
 */
final class DeploymentTrack {
  /** Variants of all routes. Predictions of further ones are not counted. */
  static final int MOST = 100;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::route).thenComparing(Place::variant);

  private final Map<Place, Track> tracks = new HashMap<>();

  /** The names of a route and of a variant of it. */
  private record Place(String route, String variant) {}

  /** Counts of one variant. */
  private static final class Track {
    private final PerSecond<VariantCounts> seconds =
        new PerSecond<>(Timeline.SPAN, VariantCounts::new);
    private long images;

    VariantCounts between(long first, long last) {
      VariantCounts sum = new VariantCounts();
      for (long second = first; second <= last; second++) {
        seconds.find(second).ifPresent(sum::add);
      }
      return sum;
    }
  }

  /**
   * Counts a prediction.
   *
   * @param second second of the curves in which it counts; empty if it is too long ago
   */
  void predicted(Routing routing, Prediction prediction, OptionalLong second) {
    Optional<Track> track = track(routing.route(), routing.variant());
    if (track.isEmpty()) {
      return;
    }
    track.get().images++;
    if (second.isPresent()) {
      track.get().seconds.of(second.getAsLong()).add(prediction);
    }
  }

  /** Lists the variants of a deployment, also those that no image takes. */
  void expect(Deployment deployment) {
    for (Route route : deployment.routes()) {
      for (Variant variant : route.variants()) {
        track(ShortText.name(route.name()), ShortText.name(variant.name()));
      }
    }
  }

  private Optional<Track> track(String route, String variant) {
    Place place = new Place(String.valueOf(route), String.valueOf(variant));
    if (!tracks.containsKey(place) && tracks.size() < MOST) {
      tracks.put(place, new Track());
    }
    return Optional.ofNullable(tracks.get(place));
  }

  /**
   * The variants by route and name, with their shares from the first to the last second.
   *
   * @param configured returns the share that a variant of a route is to get
   */
  List<VariantShare> snapshot(
      long first, long last, BiFunction<String, String, Double> configured) {
    Map<Place, VariantCounts> counts = new HashMap<>();
    Map<String, Long> routes = new HashMap<>();
    tracks.forEach(
        (place, track) -> {
          VariantCounts sum = track.between(first, last);
          counts.put(place, sum);
          routes.merge(place.route(), sum.images(), Long::sum);
        });
    return tracks.keySet().stream()
        .sorted(ORDER)
        .map(
            place -> {
              VariantCounts sum = counts.get(place);
              return new VariantShare(
                  place.route(),
                  place.variant(),
                  tracks.get(place).images,
                  configured.apply(place.route(), place.variant()),
                  VariantCounts.share(sum.images(), routes.get(place.route())),
                  sum.unknownShare(),
                  sum.laterShare(),
                  sum.agreement());
            })
        .toList();
  }
}
