package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.showcase.camera.CameraFeed;
import io.flinkmobilenet.showcase.camera.CameraSettings;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a camera as input of the running job, and replaces the model in mid-stream. */
final class CameraRun {
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(2);

  /**
   * Time to wait for the last predictions after the camera has stopped; after Ctrl-C it is shorter.
   */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long REST_AFTER_INTERRUPTION_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final CameraFrameSize SIZE =
      new CameraFrameSize(Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT);

  /** Number of images after which a model's accuracy is meaningful. */
  private static final int ENOUGH = 100;

  private final CameraDemo demo;
  private final LocalJob job;
  private final CameraDisplay display;
  private final Interruption interruption;
  private final FrameLedger ledger;
  private Double published;

  CameraRun(CameraDemo demo, LocalJob job, CameraDisplay display, Interruption interruption) {
    this.demo = demo;
    this.job = job;
    this.display = display;
    this.interruption = interruption;
    this.ledger = new FrameLedger(demo.options().seed(), demo.first().knowsRoadSigns());
  }

  /**
   * Runs until the time is over or Ctrl-C is pressed.
   *
   * @return the summary; empty if Ctrl-C was pressed before the camera started
   * @throws CommandFailure if the job or the camera fails
   */
  Optional<CameraSummary> run() throws Exception {
    job.activate(demo.first().key(), demo.first().artifact());
    job.submit();
    try (CameraResults results = new CameraResults(job, ledger, demo.terminal()::complain)) {
      if (!awaitActive(demo.first().key(), results)) {
        return Optional.empty();
      }
      long started = System.currentTimeMillis();
      Schedule schedule = demo.options().schedule(System.nanoTime());
      Published sent;
      try (CameraFeed feed = camera()) {
        film(feed, schedule, results);
        sent = feed.stop();
      }
      double seconds = schedule.elapsedSeconds();
      display.waiting("waiting for the last predictions");
      awaitRest(sent.images(), results);
      return Optional.of(
          new CameraSummary(sent, ledger, seconds, started, published, demo.about()));
    }
  }

  private CameraFeed camera() throws CommandFailure, InterruptedException {
    CameraOptions options = demo.options();
    CameraSettings settings =
        new CameraSettings(
            options.seed(), SIZE, null, "camera", options.rate(), CameraSettings.ENDLESS);
    return CameraFeed.start(
        settings,
        job.topics().images(),
        job.formats().imageEvents(job.topics().images()),
        job.kafka(),
        demo.terminal()::complain,
        () -> {});
  }

  /** Waits until the job has activated the model or Ctrl-C is pressed. */
  private boolean awaitActive(ModelKey model, CameraResults results) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!model.toString().equals(results.active()) || !job.isAtWork()) {
      if (interruption.arrived()) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        throw CommandFailure.input(
            "the job did not activate model %s within %d s"
                .formatted(model, TimeUnit.NANOSECONDS.toSeconds(TIMEOUT_NANOS)),
            null);
      }
      display.waiting("starting the job");
      results.take();
      job.requireRunning();
    }
    display.waiting("");
    display.event(
        "%s is active, the camera starts".formatted(model),
        Map.of("model", Output.object("inCharge", model.toString(), "seconds", 0)));
    return true;
  }

  private void film(CameraFeed feed, Schedule schedule, CameraResults results) throws Exception {
    String active = results.active();
    while (!interruption.arrived()
        && !schedule.over(!schedule.swaps() || secondWasSeen())
        && !feed.await(0, TimeUnit.NANOSECONDS)) {
      results.take();
      if (swapToCome() && schedule.swapDue() && ledger.predicted() > 0) {
        publish(demo.second().get(), schedule);
      }
      if (!active.equals(results.active())) {
        active = results.active();
        becameActive(active, schedule);
      }
      display.status(schedule, ledger.recent(), active, swapToCome());
      job.requireRunning();
    }
  }

  private boolean swapToCome() {
    return demo.second().isPresent() && published == null;
  }

  /** True if the second model, if there is one, has made enough predictions to be judged. */
  private boolean secondWasSeen() {
    return demo.second().isEmpty()
        || ledger.models().stream()
            .filter(score -> score.model().equals(demo.second().get().key().toString()))
            .anyMatch(score -> score.predicted() >= ENOUGH);
  }

  private void publish(StagedModel model, Schedule schedule) throws Exception {
    published = schedule.elapsedSeconds();
    job.activate(model.key(), model.artifact());
    display.event(
        "%s published after %.1f s".formatted(model.key(), published),
        Map.of("model", Output.object("published", model.key().toString(), "seconds", published)));
  }

  private void becameActive(String model, Schedule schedule) {
    double seconds = schedule.elapsedSeconds();
    display.event(
        "%s is active after %.1f s".formatted(model, seconds),
        Map.of("model", Output.object("inCharge", model, "seconds", seconds)));
  }

  private void awaitRest(long sent, CameraResults results) throws Exception {
    long lastWord = System.nanoTime();
    long before = -1;
    while (ledger.back() < sent) {
      if (ledger.back() > before) {
        before = ledger.back();
        lastWord = System.nanoTime();
      }
      long timeout = interruption.arrived() ? REST_AFTER_INTERRUPTION_NANOS : REST_NANOS;
      if (System.nanoTime() - lastWord > timeout) {
        return;
      }
      results.take();
      job.requireRunning();
    }
  }
}
