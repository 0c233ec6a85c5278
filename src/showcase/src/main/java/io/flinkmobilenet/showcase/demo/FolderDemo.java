package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.kafka.ImageEvents;
import io.flinkmobilenet.cli.kafka.ImagePublisher;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The demonstration with the images in a folder, from publishing them to the last prediction.
 *
 * @param kernel name of the kernels in use
 * @param parallelism of the job
 */
record FolderDemo(
    List<ImageFile> files,
    StagedModel model,
    String kernel,
    int parallelism,
    OutputOptions terminal,
    Output out)
    implements Demonstration {
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(2);

  @Override
  public int run(LocalJob job, Interruption interruption) throws Exception {
    job.activate(model.key(), model.artifact());
    Published published = publish(job);
    terminal.note("running the job on " + published.images() + " images");
    try (Progress progress = terminal.progressBesideLines("demo", published.images())) {
      FolderReport report = new FolderReport(out, terminal, progress);
      double seconds = classify(job, published.images(), report, interruption);
      report.summary(
          new FolderSummary(
              files.size(),
              report.predicted(),
              report.rejected(),
              published.failed(),
              seconds,
              model.key().toString(),
              model.artifact().digest(),
              kernel,
              parallelism));
      return report.rejected() + published.failed() == 0 ? ExitCode.OK : ExitCode.INPUT;
    }
  }

  private Published publish(LocalJob job) throws CommandFailure, InterruptedException {
    ImageEvents events = new ImageEvents("", "demo", Map.of(), false);
    try (ImagePublisher publisher =
        ImagePublisher.to(
            job.topics().images(),
            job.formats().imageEvents(job.topics().images()),
            job.kafka(),
            terminal::complain)) {
      for (ImageFile file : files) {
        publisher.send(file, events, 1);
      }
      return publisher.finish();
    }
  }

  /**
   * Runs the job until there is a result for every image or Ctrl-C is pressed.
   *
   * @return seconds from the submission of the job to its last result
   */
  private static double classify(
      LocalJob job, long count, FolderReport report, Interruption interruption) throws Exception {
    long submitted = System.nanoTime();
    job.submit();
    long lastWord = submitted;
    String predictions = job.topics().predictions();
    try (TopicReader results = job.reader(predictions, job.topics().rejected())) {
      while (report.predicted() + report.rejected() < count && !interruption.arrived()) {
        ConsumerRecord<byte[], byte[]> next = results.next(Duration.ZERO);
        if (next == null) {
          job.requireRunning();
          requireWord(lastWord);
          continue;
        }
        lastWord = System.nanoTime();
        if (next.topic().equals(predictions)) {
          report.prediction(next.value());
        } else {
          report.rejection(next.value());
        }
      }
    }
    return (lastWord - submitted) / 1e9;
  }

  private static void requireWord(long lastWord) throws CommandFailure {
    if (System.nanoTime() - lastWord > TIMEOUT_NANOS) {
      throw CommandFailure.input(
          "the job is running, but gave no result for %d s"
              .formatted(TimeUnit.NANOSECONDS.toSeconds(TIMEOUT_NANOS)),
          null);
    }
  }
}
