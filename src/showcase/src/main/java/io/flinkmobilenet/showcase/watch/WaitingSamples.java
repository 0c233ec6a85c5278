package io.flinkmobilenet.showcase.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Images that wait for their predictions.
 *
 * <p>If there are too many, a random one is dropped, not the oldest. With a job that lags by
 * minutes, the oldest would always be dropped before its prediction arrives, and nothing would ever
 * be shown.
 */
final class WaitingSamples {
  static final int MOST = 240;
  static final int MOST_BYTES = 16 << 20;

  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Random random = new Random(1);
  private int bytes;

  void put(Sample sample) {
    take(sample.id());
    places.put(sample.id(), samples.size());
    samples.add(sample);
    bytes += sample.bytes().length;
    while (samples.size() > MOST || bytes > MOST_BYTES) {
      take(samples.get(random.nextInt(samples.size())).id());
    }
  }

  /** Removes and returns the image with this id. */
  Optional<Sample> take(String id) {
    Integer place = places.remove(id);
    if (place == null) {
      return Optional.empty();
    }
    Sample taken = samples.get(place);
    Sample last = samples.remove(samples.size() - 1);
    if (last != taken) {
      samples.set(place, last);
      places.put(last.id(), place);
    }
    bytes -= taken.bytes().length;
    return Optional.of(taken);
  }

  int size() {
    return samples.size();
  }

  int bytes() {
    return bytes;
  }
}
