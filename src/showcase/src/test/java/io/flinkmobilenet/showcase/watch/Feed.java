package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Writes the records of an imaginary camera and job, eight images per second. */
final class Feed {
  private static final Duration BETWEEN = Duration.ofMillis(125);

  final SettableClock clock = new SettableClock(Instant.now());
  final WatchState state = new WatchState(clock);
  private final Camera camera = new Camera(7);
  private final Random random = new Random(7);
  private String version = "1";
  private int frames;

  /** Activates another model. */
  void swap(String next) {
    version = next;
    state.status(WatchEvents.status(next, ModelState.ACTIVE, clock.instant()));
  }

  /**
   * Advances by the given number of seconds.
   *
   * @param accuracy share of right predictions, 0 to 1
   */
  void run(int seconds, double accuracy) {
    for (int i = 0; i < 8 * seconds; i++) {
      CameraFrame frame = camera.frame(frames);
      String id = "frame-" + frames++;
      String truth = frame.sign().label();
      String other = RoadSign.values()[random.nextInt(RoadSign.values().length)].label();
      String said = random.nextDouble() < accuracy ? truth : other;
      state.image(WatchEvents.image(id, truth, frame.jpeg()));
      state.prediction(
          WatchEvents.prediction(
              id, version, clock.instant(), 20 + random.nextInt(30), said, other, "no sign"));
      clock.advance(BETWEEN);
    }
  }

  /**
   * Puts a deployment in force and lets it classify eight images per second: every fourth is the
   * canary's, and there the shadow says something else.
   */
  void deploy(String name, long epoch, int seconds) {
    state.status(WatchEvents.deployed(name, epoch, clock.instant()));
    for (int i = 0; i < 8 * seconds; i++) {
      String id = "deployed-" + frames++;
      state.prediction(WatchEvents.routed(id, name, epoch, i % 4 == 0, clock.instant()));
      clock.advance(BETWEEN);
    }
  }

  /** Writes an image and its records in which every text is the given one. */
  void say(String text) {
    clock.advance(Duration.ofSeconds(1));
    state.image(WatchEvents.image(text, text, camera.frame(1).jpeg()));
    state.prediction(WatchEvents.prediction(text, text, clock.instant(), 5, text, text));
    state.rejected(WatchEvents.rejection(text, clock.instant(), text));
    swap(text);
  }

  WatchSnapshot snapshot() {
    return state.snapshot(List.of());
  }
}
