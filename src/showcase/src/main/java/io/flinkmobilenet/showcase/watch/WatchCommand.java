package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.cli.kafka.FormatOptions;
import io.flinkmobilenet.cli.kafka.KafkaOptions;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.stream.config.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the page that shows a running job, until Ctrl-C. */
@Command(
    name = "watch",
    description = {
      "Serves a page with live images, predictions, throughput, latency, accuracy, model swaps"
          + " and the shares and decisions of a deployment, of a running job, until Ctrl-C.",
      "It only reads, commits no offsets, and waits for brokers and topics that do not exist yet."
    })
public final class WatchCommand implements Callable<Integer> {
  private static final int LARGEST_PORT = 65_535;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;
  @Mixin private FormatOptions formats;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Port of the page, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Interface to listen on (default: ${DEFAULT-VALUE}). The page has no password: on another"
              + " interface everybody who can reach it sees the images.")
  private String bind;

  @Option(
      names = "--from",
      paramLabel = "earliest|latest",
      defaultValue = "latest",
      description = "Start with the earliest or the latest records (default: ${DEFAULT-VALUE}).")
  private Beginning from;

  @Option(
      names = "--images-topic",
      paramLabel = "TOPIC",
      defaultValue = "images",
      description = "Topic of images (default: ${DEFAULT-VALUE}).")
  private String images;

  @Option(
      names = "--predictions-topic",
      paramLabel = "TOPIC",
      defaultValue = "predictions",
      description = "Topic of predictions (default: ${DEFAULT-VALUE}).")
  private String predictions;

  @Option(
      names = "--rejected-topic",
      paramLabel = "TOPIC",
      defaultValue = "rejected-images",
      description = "Topic of rejected images (default: ${DEFAULT-VALUE}).")
  private String rejected;

  @Option(
      names = "--status-topic",
      paramLabel = "TOPIC",
      defaultValue = "model-status",
      description = "Topic of the status of models (default: ${DEFAULT-VALUE}).")
  private String status;

  @Option(
      names = "--models-topic",
      paramLabel = "TOPIC",
      defaultValue = "models",
      description =
          "Topic of models, from which deployments are read and which may be missing (default:"
              + " ${DEFAULT-VALUE}).")
  private String models;

  @Option(
      names = "--decisions-topic",
      paramLabel = "TOPIC",
      defaultValue = "model-decisions",
      description =
          "Topic of the job's decisions about deployments, which may be missing (default:"
              + " ${DEFAULT-VALUE}).")
  private String decisions;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (port < 0 || port > LARGEST_PORT) {
      throw CommandFailure.usage("--port must be 0 to " + LARGEST_PORT + ", found " + port, null);
    }
    Output out = output.open();
    Topics topics = new Topics(images, models, predictions, rejected, status, decisions);
    try (Interruption interruption = Interruption.listen();
        Watch watch =
            Watch.start(kafka.connection(), topics, formats.formats(), from, bind, port)) {
      warnOfOthers();
      report(out, watch);
      interruption.await();
    }
    return ExitCode.OK;
  }

  private void warnOfOthers() {
    try {
      if (!InetAddress.getByName(bind).isLoopbackAddress()) {
        output.complain(
            "--bind "
                + bind
                + ": everybody who can reach this port sees the images, without a"
                + " password");
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "listens on " + bind + ", which is not an address any more", e);
    }
  }

  private static void report(Output out, Watch watch) {
    if (out.json()) {
      out.json(Output.object("address", watch.address().toString()));
    } else {
      out.text("watch " + watch.address() + " (Ctrl-C stops)");
    }
  }
}
