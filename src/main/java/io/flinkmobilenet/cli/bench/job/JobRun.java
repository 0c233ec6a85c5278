package io.flinkmobilenet.cli.bench.job;

import io.flinkmobilenet.cli.kafka.TopicReader;
import io.flinkmobilenet.cli.local.LocalJob;
import io.flinkmobilenet.cli.local.StagedModel;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A job that runs, from its first picture to its last, as it is measured. */
public final class JobRun implements AutoCloseable {
  /** Pictures that wait for the job while it warms up, at least; otherwise seconds of its work. */
  private static final int LEAST_WAITING = 100;

  private static final int WAITING_SECONDS = 3;

  /** How much more than it is expected to need the topic is filled with. */
  private static final double SURPLUS = 1.2;

  /** Pictures whose predictions tell how fast the job is now. */
  private static final int RECENT = 50_000;

  private static final int ATTEMPTS = 8;

  /** From when the topic is full to when the window opens. */
  private static final Duration SETTLING = Duration.ofMillis(500);

  /** The key of an activation in the models topic. */
  private static final byte[] ACTIVATION = "activation".getBytes(StandardCharsets.UTF_8);

  private final LocalJob local;
  private final BenchImages pictures;
  private final Outcomes outcomes = new Outcomes();
  private final ImageFeed feed;
  private final JobWatch job;

  private JobRun(LocalJob job, BenchImages pictures, Runnable progress)
      throws CommandFailure, InterruptedException {
    this.local = job;
    this.pictures = pictures;
    this.job = new JobWatch(job, outcomes, progress);
    this.feed = new ImageFeed(pictures, outcomes, job);
  }

  /**
   * Starts a job and puts a model in charge of it.
   *
   * @param job not started yet
   * @param progress called now and then, some times a second
   * @throws CommandFailure where it does not come to predict
   */
  public static JobRun start(
      LocalJob job, StagedModel model, BenchImages pictures, Runnable progress) throws Exception {
    job.activate(model.key(), model.artifact());
    job.submit();
    JobRun run = new JobRun(job, pictures, progress);
    try {
      run.feed.send(1);
      run.job.awaitAll();
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  /** Shows the job each picture, and waits for what it says. */
  public void showEach() throws Exception {
    feed.send(pictures.encoded().size());
    job.awaitAll();
  }

  /** Keeps the job busy until HotSpot has had so much time to compile it. */
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
   * Fills the topic, then lets the job drain it for so long at least.
   *
   * @throws CommandFailure where the job has emptied it before
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
      job.passWhileBusy(time);
      long end = System.currentTimeMillis();
      ResourceUse after = ResourceUse.now();
      job.awaitAll();
      long[] made = outcomes.made(first, outcomes.sent());
      // A window in which the job ran out of work says nothing of what it can do.
      if (made[made.length - 1] >= end) {
        return new Drained(begin, end, made, after.since(before));
      }
      expected = Math.max(2 * expected, peakRate());
    }
    throw CommandFailure.input(
        "cannot measure: the job emptied the topic within %s, %d times".formatted(time, ATTEMPTS),
        null);
  }

  /** Sends pictures at a pace for so long. */
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
   * Sends pictures at a pace, and puts another model in charge after a while.
   *
   * @param next not the one in charge
   * @param time before the new model is published, and at least as much after it took over
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
          outcomes, first, published, lastActivation(), model, job.activeSince(model));
    } finally {
      over.set(true);
    }
  }

  /** When the producer handed the latest activation to Kafka, milliseconds since 1970. */
  private long lastActivation() throws CommandFailure, InterruptedException {
    long time = 0;
    try (TopicReader models = local.reader(local.topics().models())) {
      for (Optional<ConsumerRecord<byte[], byte[]>> next = models.nextBeforeEnd();
          next.isPresent();
          next = models.nextBeforeEnd()) {
        if (Arrays.equals(next.get().key(), ACTIVATION)) {
          time = next.get().timestamp();
        }
      }
    }
    return time;
  }

  /** What became of the pictures so far. */
  public Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    try (feed) {
      job.close();
    }
  }

  /** What the job can do, judged by its busiest moment. */
  private double peakRate() {
    int sent = outcomes.sent();
    return Drained.peakRate(outcomes.made(Math.max(0, sent - RECENT), sent));
  }
}
