package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest images that could not be classified, and their number by reason. */
final class Rejections {
  static final int MOST = 20;

  private final Deque<Rejection> newest = new ArrayDeque<>();
  private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
  private long total;

  void add(RejectedImage rejected) {
    reasons.merge(rejected.getReason(), 1L, Long::sum);
    newest.addFirst(
        new Rejection(
            ++total,
            rejected.getRejectedAt().toEpochMilli(),
            ShortText.name(rejected.getImageId()),
            rejected.getStage().name(),
            rejected.getReason().name(),
            ShortText.message(rejected.getMessage())));
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  List<Rejection> newest() {
    return List.copyOf(newest);
  }

  Map<String, Long> reasons() {
    Map<String, Long> named = new LinkedHashMap<>();
    reasons.forEach((reason, count) -> named.put(reason.name(), count));
    return named;
  }

  long total() {
    return total;
  }
}
