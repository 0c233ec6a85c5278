package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Source;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Swap;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Totals;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The state that is kept of the records that were read. Its memory is bounded: images are sampled,
 * old true classes are dropped, and curves have a fixed length.
 */
final class WatchState {
  /** Milliseconds between two sampled images. More images would change too fast to look at. */
  private static final long SAMPLE_EVERY = 250;

  /** Larger images are not shown. */
  private static final int LARGEST_SAMPLE = 4 << 20;

  private static final int LONGEST_ID = 500;

  private final Clock clock;
  private final long started;
  private final TrueLabels truths = new TrueLabels();
  private final AwaitingLabel unjudged = new AwaitingLabel();
  private final WaitingSamples waiting = new WaitingSamples();
  private final Album album = new Album();
  private final Rejections rejections = new Rejections();
  private final ModelSwaps swaps = new ModelSwaps();
  private final ConfiguredShares configured = new ConfiguredShares();
  private final DecisionLog decisions = new DecisionLog();
  private final ModelTracks models = new ModelTracks(Timeline.SPAN);
  private final DeploymentTracks deployments = new DeploymentTracks();
  private final Timeline timeline = new Timeline();
  private final Score score = new Score();
  private long images;
  private long predicted;

  /** Epoch of the latest deployment that came into force; null if there was none. */
  private Long deployment;

  private long unreadable;
  private long lastSample = Long.MIN_VALUE / 2;

  WatchState(Clock clock) {
    this.clock = clock;
    this.started = clock.millis();
  }

  synchronized void image(ImageEvent event) {
    images++;
    String id = event.getId();
    String trueClass = event.getAttributes().getOrDefault(ImageAttributes.TRUE_CLASS, "");
    truths.put(id, trueClass);
    Optional<PagePrediction> early = unjudged.take(id);
    early.ifPresent(verdict -> judge(verdict, trueClass));
    sample(event, trueClass)
        .ifPresent(
            sample ->
                early.ifPresentOrElse(
                    verdict -> album.add(sample, verdict), () -> waiting.put(sample)));
  }

  synchronized void prediction(Prediction event) {
    predicted++;
    PagePrediction verdict = PagePrediction.of(event);
    swaps.seen(verdict.inForce(), notAfterNow(event.getPredictedAt()));
    models.of(verdict.model()).predicted();
    OptionalLong place = Timeline.place(verdict.second(), now());
    place.ifPresent(second -> timeline.predicted(second, verdict.latency()));
    if (verdict.routing() != null) {
      deployments.of(verdict.inForce()).predicted(verdict.routing(), event, place);
    }
    truths
        .of(verdict.id())
        .ifPresentOrElse(trueClass -> judge(verdict, trueClass), () -> unjudged.put(verdict));
    waiting.take(verdict.id()).ifPresent(sample -> album.add(sample, verdict));
  }

  synchronized void rejected(RejectedImage event) {
    rejections.add(event);
    if (event.getImageId() != null) {
      waiting.take(event.getImageId());
    }
  }

  synchronized void status(ModelStatus event) {
    boolean ofDeployment = event.getDeployment() != null;
    if (ofDeployment && event.getState() == ModelState.ACTIVE) {
      deployment = event.getEpoch();
    }
    // The models of a deployment become active with it, and none of them is in force alone.
    boolean inForce = ofDeployment || deployment == null || !deployment.equals(event.getEpoch());
    if (event.getState() == ModelState.ACTIVE && inForce) {
      swaps.active(ModelName.of(event.getName(), event.getVersion()), notAfterNow(event.getAt()));
    }
  }

  synchronized void requested(Deployment deployment) {
    configured.add(deployment);
  }

  synchronized void decision(ModelDecision event) {
    decisions.add(event, notAfterNow(event.getDecidedAt()));
  }

  /** Counts a record, of any topic, that is not an event. */
  synchronized void unreadable() {
    unreadable++;
  }

  /** The encoded file of an image in the latest snapshots. */
  synchronized Optional<byte[]> file(long sequence) {
    return album.file(sequence);
  }

  /** A snapshot of the current state. */
  synchronized WatchSnapshot snapshot(List<Source> sources) {
    long now = now();
    long complete = timeline.complete(now);
    return new WatchSnapshot(
        clock.millis(),
        started,
        sources,
        totals(),
        timeline.recent(now),
        swaps.current(),
        swaps.latest(),
        decisions.latest(),
        models.snapshot(now - Timeline.SPAN + 1, complete, complete),
        variants(now),
        timeline.curves(now),
        album.newest(),
        rejections.newest(),
        rejections.reasons());
  }

  /** The amounts that are kept, for tests of the limits. */
  synchronized Held held() {
    return new Held(
        truths.size(),
        truths.characters(),
        unjudged.size(),
        waiting.size(),
        waiting.bytes(),
        album.size(),
        album.bytes(),
        models.size(),
        deployments.size());
  }

  /** Numbers of kept objects, and bytes of images. */
  record Held(
      int truths,
      int truthCharacters,
      int unjudged,
      int waiting,
      int waitingBytes,
      int album,
      int albumBytes,
      int models,
      int deployments) {}

  private List<VariantShare> variants(long now) {
    Swap current = swaps.current();
    if (current == null) {
      return List.of();
    }
    String name = current.model();
    configured.find(name).ifPresent(it -> deployments.of(name).expect(it));
    OptionalDouble decided = decisions.share(name);
    return deployments.snapshot(
        name,
        now - Timeline.SPAN + 1,
        now,
        (route, variant) -> configured.of(name, route, variant, decided));
  }

  private Totals totals() {
    return new Totals(
        images,
        predicted,
        rejections.total(),
        score.judged(),
        score.right(),
        score.accuracy(),
        unreadable);
  }

  private void judge(PagePrediction verdict, String trueClass) {
    if (trueClass.isEmpty()) {
      return;
    }
    boolean isRight = verdict.isRight(trueClass);
    score.add(isRight);
    ModelTrack model = models.of(verdict.model());
    model.judged(isRight);
    Timeline.place(verdict.second(), now())
        .ifPresent(
            second -> {
              timeline.judged(second, isRight);
              model.judged(second, isRight);
            });
  }

  private Optional<Sample> sample(ImageEvent event, String trueClass) {
    long time = clock.millis();
    if (time - lastSample < SAMPLE_EVERY
        || event.getImage().remaining() > LARGEST_SAMPLE
        || event.getId().length() > LONGEST_ID) {
      return Optional.empty();
    }
    lastSample = time;
    ByteBuffer image = event.getImage().duplicate();
    byte[] copy = new byte[image.remaining()];
    image.get(copy);
    return Optional.of(new Sample(event.getId(), copy, trueClass));
  }

  /**
   * Milliseconds since 1970, at most the current time. A time in the future would never be exceeded
   * by later ones.
   */
  private long notAfterNow(Instant time) {
    return Math.min(time.toEpochMilli(), clock.millis());
  }

  private long now() {
    return Math.floorDiv(clock.millis(), 1000L);
  }
}
