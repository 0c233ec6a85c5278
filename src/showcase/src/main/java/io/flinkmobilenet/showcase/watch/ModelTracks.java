package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.showcase.watch.WatchSnapshot.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that made the latest predictions. If there are too many, the one whose last prediction
 * is oldest is dropped.
 */
final class ModelTracks {
  static final int MOST = 8;

  private final Map<String, ModelTrack> tracks = new LinkedHashMap<>(16, 0.75f, true);
  private final int span;

  /** Starts without models. Each model will keep {@code span} seconds of curve. */
  ModelTracks(int span) {
    this.span = span;
  }

  ModelTrack of(String model) {
    ModelTrack track = tracks.computeIfAbsent(model, name -> new ModelTrack(name, span));
    if (tracks.size() > MOST) {
      tracks.remove(tracks.keySet().iterator().next());
    }
    return track;
  }

  List<Model> snapshot(long first, long last, long complete) {
    return tracks.values().stream().map(track -> track.snapshot(first, last, complete)).toList();
  }

  int size() {
    return tracks.size();
  }
}
