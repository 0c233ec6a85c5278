package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A running job that is measured, from its first image to its last. */
public final class JobRun implements AutoCloseable {
  /**
   * Least number of images waiting for the job while it warms up; usually there are enough for some
   * seconds.
   */
  private static final int LEAST_WAITING = 100;

  private static final int WAITING_SECONDS = 3;

  /** Factor by which the topic is filled with more images than the job is expected to need. */
  private static final double SURPLUS = 1.2;

  /** Number of latest images from which the job's current rate is computed. */
  private static final int RECENT = 50_000;

  private static final int ATTEMPTS = 8;

  /** Time from filling the topic to the start of the window. */
  private static final Duration SETTLING = Duration.ofMillis(500);

  /** Time for which gaps still belong to a change after it was reported. */
  private static final Duration AFTER_CHANGE = Duration.ofMillis(100);

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private final LocalJob local;
  private final ModelKey model;
  private final BenchImages images;
  private final Outcomes outcomes = new Outcomes();
  private final ImageFeed feed;
  private final JobWatch job;

  private JobRun(LocalJob job, ModelKey model, BenchImages images, Runnable progress)
      throws CommandFailure, KafkaNotReadyException {
    this.local = job;
    this.model = model;
    this.images = images;
    this.job = new JobWatch(job, outcomes, progress);
    this.feed = new ImageFeed(images, outcomes, job);
  }

  /**
   * Starts a job and activates a model.
   *
   * @param job the job, not started yet
   * @param progress called several times per second
   * @throws CommandFailure if it does not start to predict
   */
  public static JobRun start(LocalJob job, StagedModel model, BenchImages images, Runnable progress)
      throws Exception {
    job.activate(model.key(), model.artifact());
    job.submit();
    JobRun run = new JobRun(job, model.key(), images, progress);
    try {
      run.feed.send(1);
      run.job.awaitAll();
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  /** Sends each image to the job and waits for the predictions. */
  public void showEach() throws Exception {
    feed.send(images.encoded().size());
    job.awaitAll();
  }

  /** Keeps the job busy for the given time, so that HotSpot compiles it. */
  public void warmUp(Duration time) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      long wanted = Math.max(LEAST_WAITING, (long) (WAITING_SECONDS * peakRate()));
      long waiting = outcomes.sent() - outcomes.predicted();
      feed.send(Math.max(0, wanted - waiting));
      job.step();
    }
    job.awaitAll();
  }

  /**
   * Fills the topic, then lets the job drain it for at least the given time.
   *
   * @throws CommandFailure if the job empties it earlier
   */
  public Drained drain(Duration time) throws Exception {
    double expected = peakRate();
    Duration whole = time.plus(SETTLING);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = outcomes.sent();
      feed.send((long) Math.ceil(SURPLUS * expected * whole.toMillis() / 1000) + LEAST_WAITING);
      job.pass(SETTLING);
      long begin = System.currentTimeMillis();
      ResourceUse before = ResourceUse.now();
      Map<String, Long> sentBefore = Hops.traffic(local);
      job.passWhileBusy(time);
      long end = System.currentTimeMillis();
      ResourceUse after = ResourceUse.now();
      Map<String, Long> sent = Hops.traffic(local);
      job.awaitAll();
      long[] made = outcomes.made(first, outcomes.sent());
      // A window in which the job ran out of work does not show its capacity.
      if (made[made.length - 1] >= end) {
        sent.replaceAll((from, bytes) -> bytes - sentBefore.getOrDefault(from, 0L));
        return new Drained(begin, end, made, after.since(before), sent);
      }
      expected = Math.max(2 * expected, peakRate());
    }
    throw CommandFailure.input(
        "cannot measure: the job emptied the topic within %s, %d times".formatted(time, ATTEMPTS),
        null);
  }

  /** Sends images at a pace for the given time. */
  Paced pace(double perSecond, Duration time) throws Exception {
    int first = outcomes.sent();
    long count = Math.max(1, Math.round(perSecond * time.toMillis() / 1000));
    long begin = System.nanoTime();
    ResourceUse before = ResourceUse.now();
    job.await(job.aside(() -> feed.send(perSecond, sent -> sent >= count)));
    long nanos = System.nanoTime() - begin;
    Map<String, Used> users = ResourceUse.now().since(before);
    job.awaitAll();
    int last = outcomes.sent();
    return new Paced(
        perSecond,
        outcomes.toPrediction(first, last),
        outcomes.toReader(first, last),
        new CostPerImage(nanos, last - first, users));
  }

  /**
   * Sends images at a pace and activates another model after a while.
   *
   * @param next model to activate, not the active one
   * @param time time before the new model is published, and at least the same time after it became
   *     active
   */
  Swapped swap(StagedModel next, double perSecond, Duration time) throws Exception {
    String model = next.key().toString();
    int first = outcomes.sent();
    AtomicBoolean over = new AtomicBoolean();
    Future<?> sending = job.aside(() -> feed.send(perSecond, sent -> over.get()));
    try {
      job.pass(time);
      long published = System.currentTimeMillis();
      job.await(job.aside(() -> local.publish(next.key(), next.artifact())));
      job.await(job.aside(() -> local.activate(next.key())));
      job.awaitFirst(model, first);
      job.pass(time);
      over.set(true);
      job.await(sending);
      job.awaitAll();
      return Swapped.of(
          outcomes, first, published, local.activatedAt(), model, job.activeSince(model));
    } finally {
      over.set(true);
    }
  }

  /**
   * Sends images at a pace and one deployment after the other, each as soon as the one before is
   * active.
   *
   * @param next model that takes part beside the active one
   * @param count number of deployments
   * @param time time before the first deployment
   */
  Changed change(StagedModel next, int count, double perSecond, Duration time) throws Exception {
    ChangePlan plan = new ChangePlan(model, next.key());
    int first = outcomes.sent();
    AtomicBoolean over = new AtomicBoolean();
    Future<?> sending = job.aside(() -> feed.send(perSecond, sent -> over.get()));
    try {
      job.await(job.aside(() -> local.publish(next.key(), next.artifact())));
      long began = System.currentTimeMillis();
      job.pass(time);
      long before = System.currentTimeMillis();
      List<SentChange> changes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        changes.add(change(plan.draft(i)));
      }
      over.set(true);
      job.await(sending);
      job.awaitAll();
      long[] made = outcomes.made(first, outcomes.sent());
      return new Changed(
          changes.stream().map(change -> change.seenIn(made)).toList(),
          Swapped.longestGap(made, began, before));
    } finally {
      over.set(true);
    }
  }

  private SentChange change(Deployment draft) throws Exception {
    long compiledBefore = COMPILER.getTotalCompilationTime();
    long sentAt = System.currentTimeMillis();
    AtomicLong epoch = new AtomicLong();
    job.await(job.aside(() -> epoch.set(local.deploy(draft))));
    long active = job.awaitInForce(epoch.get());
    job.pass(AFTER_CHANGE);
    return new SentChange(sentAt, active, COMPILER.getTotalCompilationTime() - compiledBefore);
  }

  /** A change with its times, milliseconds since 1970, before its predictions are known. */
  private record SentChange(long sentAt, long active, long compilation) {
    Changed.Change seenIn(long[] made) {
      long end = active + AFTER_CHANGE.toMillis();
      return new Changed.Change(
          active - sentAt, Swapped.longestGap(made, sentAt, end), compilation);
    }
  }

  /** The results of all images so far. */
  public Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    try (feed) {
      job.close();
    }
  }

  /** The job's capacity, estimated from its busiest moment. */
  private double peakRate() {
    int sent = outcomes.sent();
    return Drained.peakRate(outcomes.made(Math.max(0, sent - RECENT), sent));
  }
}
