package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.LiveLine;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.showcase.watch.Watch;
import java.util.Map;
import java.util.Optional;

/**
 * The demonstration with the camera's frames and the page that shows their predictions.
 *
 * @param first first active model
 * @param second model that replaces it after a while
 * @param options options from the command line
 * @param about settings for the summary
 */
record CameraDemo(
    StagedModel first,
    Optional<StagedModel> second,
    CameraOptions options,
    Map<String, Object> about,
    OutputOptions terminal,
    Output out)
    implements Demonstration {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PAGE_PORT = 8090;

  @Override
  public int run(LocalJob job, Interruption interruption) throws Exception {
    if (!options.page()) {
      return run(job, interruption, null);
    }
    try (Watch watch = watch(job)) {
      return run(job, interruption, watch.address().toString());
    }
  }

  private int run(LocalJob job, Interruption interruption, String page) throws Exception {
    Optional<CameraSummary> summary;
    try (LiveLine line = terminal.liveLine()) {
      CameraDisplay display = new CameraDisplay(out, line, page);
      if (page != null) {
        display.event("watch " + page, Map.of("page", page));
        about.put("page", page);
      }
      summary = new CameraRun(this, job, display, interruption).run();
    }
    if (summary.isEmpty()) {
      return ExitCode.OK;
    }
    print(summary.get());
    return summary.get().complete() ? ExitCode.OK : ExitCode.INPUT;
  }

  private void print(CameraSummary summary) {
    if (out.json()) {
      out.json(Map.of("summary", summary.fields()));
    } else {
      out.text("");
      summary.text().forEach(out::text);
    }
  }

  /** Checks before anything is started that the page can be served. */
  static void requireFreePort(CameraOptions options) throws CommandFailure {
    if (options.page() && options.port() != null) {
      Watch.requireFree(LOOPBACK, options.port());
    }
  }

  /** Serves the page on the chosen port; if none was chosen, on the default port if it is free. */
  private Watch watch(LocalJob job) throws CommandFailure {
    if (options.port() != null) {
      return watch(job, options.port());
    }
    try {
      return watch(job, PAGE_PORT);
    } catch (CommandFailure e) {
      return watch(job, 0);
    }
  }

  private static Watch watch(LocalJob job, int port) throws CommandFailure {
    return Watch.start(
        job.kafka(), job.topics(), job.formats(), Beginning.EARLIEST, LOOPBACK, port);
  }
}
