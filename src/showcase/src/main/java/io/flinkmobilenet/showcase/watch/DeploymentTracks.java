package io.flinkmobilenet.showcase.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The deployments that made the latest predictions. There are two while one replaces the other,
 * because subtasks do not swap at the same moment.
 */
final class DeploymentTracks {
  static final int MOST = 2;

  private final Map<String, DeploymentTrack> tracks = new LinkedHashMap<>(4, 0.75f, true);

  /** Returns the counts of a deployment, which is given as name and epoch. */
  DeploymentTrack of(String deployment) {
    DeploymentTrack track = tracks.computeIfAbsent(deployment, name -> new DeploymentTrack());
    if (tracks.size() > MOST) {
      tracks.remove(tracks.keySet().iterator().next());
    }
    return track;
  }

  /** The variants of a deployment; none if it made no predictions. */
  List<VariantShare> snapshot(
      String deployment, long first, long last, BiFunction<String, String, Double> configured) {
    DeploymentTrack track = tracks.get(deployment);
    return track == null ? List.of() : track.snapshot(first, last, configured);
  }

  int size() {
    return tracks.size();
  }
}
