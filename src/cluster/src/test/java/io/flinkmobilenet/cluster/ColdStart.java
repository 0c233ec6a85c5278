package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measures how long a job takes to full speed: on a fresh TaskManager, after the TaskManager was
 * killed, and on a TaskManager that has run such a job before. {@code src/cluster/cold-start} runs
 * it.
 */
public final class ColdStart {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LocalCluster cluster;
  private final Path jar;
  private final int images;
  private final int seconds;
  private final List<String> options;
  private String job;

  private ColdStart(LocalCluster cluster, int images, int seconds, List<String> options) {
    this.cluster = cluster;
    this.jar = Path.of(System.getProperty("flinkmobilenet.job-jar"));
    this.images = images;
    this.seconds = seconds;
    this.options = options;
  }

  /**
   * Arguments: a directory for the cluster's files, the model, the number of images, seconds per
   * start, a file for the chart, and options of the job.
   */
  public static void main(String[] arguments) throws Exception {
    Guardian.endWithParent();
    Path home = Path.of(arguments[0]);
    String model = arguments[1];
    int images = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    List<String> options = Arrays.asList(arguments).subList(5, arguments.length);
    List<StartCurve> curves;
    try (LocalCluster cluster = new LocalCluster(home, home.resolve("checkpoints"), 1, 2)) {
      cluster.up();
      curves = new ColdStart(cluster, images, seconds, options).measure(model);
    }
    print(curves);
    if (!arguments[4].isEmpty()) {
      String title = "%s, Java %d".formatted(model, Runtime.version().feature());
      Files.writeString(Path.of(arguments[4]), new StartChart(title, curves).svg());
    }
  }

  private List<StartCurve> measure(String model) throws Exception {
    kafka(List.of("model", "publish", model, "--name=measured", "--version=1", "--activate"));
    Backlog.fill(cluster.bootstrapServers(), images);
    List<Start> starts = new ArrayList<>();
    starts.add(start("submit, fresh TaskManager", () -> submit("fresh")));
    awaitCommit();
    starts.add(start("TaskManager killed and started", this::restart));
    cancel();
    starts.add(start("submit, warm TaskManager", () -> submit("warm")));
    cancel();
    long[] made = predictions();
    List<StartCurve> curves = new ArrayList<>();
    for (Start start : starts) {
      curves.add(start.curve(made));
    }
    return curves;
  }

  private void submit(String group) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "submit",
                "--flink=" + cluster.flink().address(),
                "--jar=" + jar,
                "--parallelism=2",
                "--checkpoint-interval=2 s",
                "--group-id=" + group));
    command.addAll(options);
    job = kafka(command);
  }

  private void restart() throws IOException, InterruptedException {
    cluster.kill(LocalCluster.taskManager(1));
    cluster.up();
  }

  /** Waits until what the job has predicted is committed, because only that is read later. */
  private void awaitCommit() throws Exception {
    // The first of the two checkpoints may have begun earlier.
    long committed = cluster.flink().checkpoints(job, "completed") + 2;
    Await.until(
        "two checkpoints",
        PATIENCE,
        () -> cluster.flink().checkpoints(job, "completed") >= committed);
  }

  private void cancel() throws Exception {
    awaitCommit();
    cluster.flink().cancel(job);
    Await.until(
        "the end of the job", PATIENCE, () -> cluster.flink().state(job).equals("CANCELED"));
  }

  /** Starts the job and lets it run. */
  private Start start(String name, Stage.Action action) throws Exception {
    long begin = System.currentTimeMillis();
    action.run();
    long end = begin + TimeUnit.SECONDS.toMillis(seconds);
    TimeUnit.MILLISECONDS.sleep(Math.max(0, end - System.currentTimeMillis()));
    return new Start(name, begin, end);
  }

  /** A start whose predictions are not read yet. */
  private record Start(String name, long begin, long end) {
    StartCurve curve(long[] made) {
      StartCurve curve = new StartCurve(name, begin, end, made);
      double[] speeds = curve.speeds(1000);
      if (speeds[speeds.length - 2] == 0) {
        throw new IllegalStateException(
            "%s: expected predictions to the end, found none in the last seconds; there are too few images (--images) or the job does not run"
                .formatted(name));
      }
      return curve;
    }
  }

  /** Returns when the readable predictions were made, ascending. */
  private long[] predictions() throws KafkaNotReadyException, UnreadableEventException {
    EventCodec<Prediction> codec = EventCodec.of(Prediction.class);
    List<Long> made = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.open(
            "predictions",
            new KafkaProperties(cluster.bootstrapServers(), Map.of()),
            Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        made.add(codec.decode(next.get().value()).getPredictedAt().toEpochMilli());
      }
    }
    return made.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private String kafka(List<String> command) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add("--bootstrap-servers=" + cluster.bootstrapServers());
    return Cli.run(all.toArray(String[]::new)).path("job").asText();
  }

  private static void print(List<StartCurve> curves) {
    System.out.printf(
        "%-32s %12s %10s %10s %10s %12s%n",
        "seconds after the start to", "prediction", "50 %", "95 %", "lost", "images/s");
    for (StartCurve curve : curves) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %12s %10s %10s %10.1f %12.0f%n",
          curve.name(),
          shown(curve.first()),
          shown(curve.secondsTo(0.5)),
          shown(curve.secondsTo(0.95)),
          curve.secondsLost(),
          curve.fullSpeed());
    }
  }

  private static String shown(OptionalDouble seconds) {
    return seconds.isEmpty() ? "never" : String.format(Locale.ROOT, "%.1f", seconds.getAsDouble());
  }
}
