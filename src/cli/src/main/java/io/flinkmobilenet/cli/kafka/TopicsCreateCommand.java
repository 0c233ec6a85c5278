package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics that do not exist yet and leaves the others unchanged. */
@Command(
    name = "create",
    description = {
      "Creates the job's six topics with the partitions and the cleanup policies that they need.",
      "Existing topics are not changed. Those that only accept smaller images than requested are"
          + " reported, and --raise changes them."
    })
public final class TopicsCreateCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Partitions of the topics of images, predictions and rejected images (default:"
              + " ${DEFAULT-VALUE}). The topics of models, their status and decisions have one.")
  private int partitions;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "Replicas of each partition (default: the broker's default.replication.factor).")
  private Short replicas;

  @Option(
      names = "--max-image-bytes",
      paramLabel = "SIZE",
      converter = ImageBytesConverter.class,
      description =
          "Largest encoded image that the topics accept (default: 20 mb, as for the job's"
              + " option of this name).")
  private int maxImageBytes = (int) JobOptions.MAX_IMAGE_BYTES.defaultValue().getBytes();

  @Option(
      names = "--raise",
      description = "Raise the limits of existing topics so that they accept images of this size.")
  private boolean raise;

  @Option(
      names = "--images-topic",
      paramLabel = "TOPIC",
      description = "Topic of images to classify.")
  private String images;

  @Option(names = "--models-topic", paramLabel = "TOPIC", description = "Topic of models.")
  private String models;

  @Option(
      names = "--predictions-topic",
      paramLabel = "TOPIC",
      description = "Topic of predictions.")
  private String predictions;

  @Option(
      names = "--rejected-topic",
      paramLabel = "TOPIC",
      description = "Topic of rejected images.")
  private String rejected;

  @Option(
      names = "--status-topic",
      paramLabel = "TOPIC",
      description = "Topic of the status of models.")
  private String status;

  @Option(
      names = "--decisions-topic",
      paramLabel = "TOPIC",
      description = "Topic of decisions about rollouts.")
  private String decisions;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (partitions < 1 || (replicas != null && replicas < 1)) {
      throw CommandFailure.usage("--partitions and --replicas must be at least 1", null);
    }
    Output out = output.open();
    TopicLayout layout =
        new TopicLayout(topics(), partitions, Optional.ofNullable(replicas), maxImageBytes);
    List<List<Object>> rows = new ArrayList<>();
    try (Broker broker = Broker.of(kafka.connection())) {
      NewTopic images = layout.images();
      rows.add(create(broker, images));
      int largest = Math.max(layout.largestImageRecord(), broker.maxMessageBytes(images.name()));
      for (NewTopic topic : layout.others(largest)) {
        rows.add(create(broker, topic));
      }
    }
    print(out, rows);
    return ExitCode.OK;
  }

  private List<Object> create(Broker broker, NewTopic topic)
      throws CommandFailure, InterruptedException {
    if (broker.create(topic)) {
      return List.of(topic.name(), "created");
    }
    Map<String, String> settings = topic.configs() == null ? Map.of() : topic.configs();
    String limit = settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    OptionalInt found =
        limit == null ? OptionalInt.empty() : broker.knownMaxMessageBytes(topic.name());
    if (found.isEmpty() || found.getAsInt() >= Integer.parseInt(limit)) {
      return List.of(topic.name(), "exists");
    }
    if (raise) {
      broker.setMaxMessageBytes(topic.name(), Integer.parseInt(limit));
      return List.of(topic.name(), "raised");
    }
    output.complain(
        "topic %s: expected max.message.bytes of %s or more, for images of %d bytes, found %d; --raise sets it"
            .formatted(topic.name(), limit, maxImageBytes, found.getAsInt()));
    return List.of(topic.name(), "exists");
  }

  /** The names from the command line, with the job's defaults for the others. */
  private Topics topics() {
    Map<String, String> names = new HashMap<>();
    names.put(JobOptions.IMAGES_TOPIC.key(), images);
    names.put(JobOptions.MODELS_TOPIC.key(), models);
    names.put(JobOptions.PREDICTIONS_TOPIC.key(), predictions);
    names.put(JobOptions.REJECTED_TOPIC.key(), rejected);
    names.put(JobOptions.STATUS_TOPIC.key(), status);
    names.put(JobOptions.DECISIONS_TOPIC.key(), decisions);
    names.values().removeIf(Objects::isNull);
    return JobConfig.of(names).topics();
  }

  private static void print(Output out, List<List<Object>> rows) throws CommandFailure {
    if (!out.json()) {
      Table.print(out, List.of("topic", "state"), rows);
      return;
    }
    for (List<Object> row : rows) {
      out.json(Output.object("topic", row.get(0), "state", row.get(1)));
    }
  }
}
