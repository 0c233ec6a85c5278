package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.stream.config.ReuseMode;
import io.flinkmobilenet.stream.config.ReuseSettings;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.RememberedAnswer;
import io.flinkmobilenet.stream.state.RememberedAnswers;
import io.flinkmobilenet.stream.state.StateTypes;
import io.flinkmobilenet.stream.state.Thumbnail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * Remembers the answers about the latest images of each source, in keyed state, and finds the one
 * that an image repeats.
 *
 * <p>An image is compared with images that were classified, and never with one that itself repeats
 * an answer, so that slow changes add up until they are seen. The time between two images is that
 * between their captures, in either order: it is the same when images are read again after a
 * failure, and then the same images repeat the same answers.
 */
final class AnswerMemory {
  /** Most answers of a source. */
  static final int MOST = 16;

  /** Answers are kept for longer than the heartbeat, because a job may lag behind the captures. */
  private static final Duration LAG = Duration.ofMinutes(1);

  private final ReuseSettings settings;
  private final ValueState<RememberedAnswers> state;
  private final MessageDigest sha256;
  private final Thumbnails thumbnails;
  private final MemoryBudget budget;
  private final ReuseMetrics metrics;

  /**
   * Creates a memory.
   *
   * @param state state that belongs to the source of the image which is being processed
   * @param clock processing time, milliseconds
   */
  AnswerMemory(
      ReuseSettings settings,
      ImageLimits limits,
      ValueState<RememberedAnswers> state,
      MessageDigest sha256,
      LongSupplier clock,
      ReuseMetrics metrics) {
    this.settings = settings;
    this.state = state;
    this.sha256 = sha256;
    this.thumbnails = new Thumbnails(limits);
    this.budget = new MemoryBudget(kept(settings), clock);
    this.metrics = metrics;
  }

  /** Returns the descriptor of the state, which forgets a source without images. */
  static ValueStateDescriptor<RememberedAnswers> descriptor(ReuseSettings settings) {
    ValueStateDescriptor<RememberedAnswers> descriptor =
        new ValueStateDescriptor<>("answers", StateTypes.REMEMBERED_ANSWERS);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(kept(settings)).build());
    return descriptor;
  }

  private static Duration kept(ReuseSettings settings) {
    return settings.heartbeat().plus(LAG);
  }

  /** Compares an image with earlier ones of its source. */
  Comparison compare(ImageRecord record, String basis) {
    long start = System.nanoTime();
    Comparison comparison = compare(record, record.encodedImage(), basis);
    metrics.decided(comparison, start);
    return comparison;
  }

  private Comparison compare(ImageRecord record, byte[] encoded, String basis) {
    byte[] digest = sha256.digest(encoded);
    RememberedAnswers known = known();
    for (RememberedAnswer answer : known.answers()) {
      if (Arrays.equals(answer.sha256(), digest) && holds(answer, record, basis)) {
        return new Comparison(basis, digest, null, known, answer, true, 0);
      }
    }
    if (settings.mode() != ReuseMode.NEAR || record.source() == null) {
      return new Comparison(basis, digest, null, known, null, false, 0);
    }
    Thumbnail thumbnail = thumbnails.of(encoded);
    RememberedAnswer latest = known.withThumbnail(basis);
    if (thumbnail == null || latest == null) {
      return new Comparison(basis, digest, thumbnail, known, null, false, 0);
    }
    int distance = latest.thumbnail().distance(thumbnail);
    metrics.compared(distance);
    boolean same = distance <= settings.distance() && holds(latest, record, basis);
    return new Comparison(basis, digest, thumbnail, known, same ? latest : null, false, distance);
  }

  /** Whether an answer holds for another image at this time, if the images are equal. */
  private boolean holds(RememberedAnswer answer, ImageRecord record, String basis) {
    long heartbeat = settings.heartbeat().toMillis();
    long between = record.capturedAt() - answer.capturedAt();
    boolean overflow = between >= 0 != record.capturedAt() >= answer.capturedAt();
    return !overflow
        && between <= heartbeat
        && between >= -heartbeat
        && answer.basis().equals(basis);
  }

  /** Remembers the answer about an image that was classified after the given comparison. */
  void remember(ImageRecord record, Comparison comparison, Answer answer) {
    RememberedAnswers known = comparison.known();
    RememberedAnswer next = remembered(record, comparison, answer);
    RememberedAnswer latest = known.withThumbnail(next.basis());
    boolean late = latest != null && isLate(record, latest);
    RememberedAnswers all = known.with(late ? next.withoutThumbnail() : next, MOST);
    if (!budget.take(all.bytes() - known.bytes())) {
      metrics.notKept();
      return;
    }
    try {
      state.update(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the image was captured before the latest one, so that later images are not compared
   * with it. They are if it is older by more than the heartbeat, because clocks are set back.
   */
  private boolean isLate(ImageRecord record, RememberedAnswer latest) {
    return record.capturedAt() < latest.capturedAt() && holds(latest, record, latest.basis());
  }

  private static RememberedAnswer remembered(
      ImageRecord record, Comparison comparison, Answer answer) {
    int count = answer.best().size();
    int[] classes = new int[count];
    float[] probabilities = new float[count];
    for (int i = 0; i < count; i++) {
      classes[i] = answer.best().get(i).index();
      probabilities[i] = answer.best().get(i).probability();
    }
    return new RememberedAnswer(
        record.id(),
        record.capturedAt(),
        comparison.basis(),
        comparison.sha256(),
        comparison.thumbnail(),
        answer.stage(),
        classes,
        probabilities,
        answer.embedding());
  }

  private RememberedAnswers known() {
    try {
      RememberedAnswers known = state.value();
      return known == null ? RememberedAnswers.NONE : known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
