package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelChoice;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of the job: key on the command line, type, default, description. */
public final class JobOptions {
  /** Prefix of the options that go to every Kafka client as they are. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** {@code --bootstrap-servers}. */
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      text("bootstrap-servers", "localhost:9092", "Kafka brokers, HOST:PORT separated by commas.");

  /** {@code --kafka-properties}. */
  public static final ConfigOption<String> KAFKA_PROPERTIES =
      text(
          "kafka-properties",
          "",
          "File of properties for every Kafka client; those given as --kafka.PROPERTY go before.");

  /** {@code --images-topic}. */
  public static final ConfigOption<String> IMAGES_TOPIC =
      text("images-topic", "images", "Topic to read pictures from.");

  /** {@code --models-topic}. */
  public static final ConfigOption<String> MODELS_TOPIC =
      text("models-topic", "models", "Topic to read models from; compacted, one partition.");

  /** {@code --predictions-topic}. */
  public static final ConfigOption<String> PREDICTIONS_TOPIC =
      text("predictions-topic", "predictions", "Topic to write predictions to.");

  /** {@code --rejected-topic}. */
  public static final ConfigOption<String> REJECTED_TOPIC =
      text("rejected-topic", "rejected-images", "Topic to write unusable pictures to.");

  /** {@code --status-topic}. */
  public static final ConfigOption<String> STATUS_TOPIC =
      text("status-topic", "model-status", "Topic to write to what became of each model.");

  /** {@code --group-id}. */
  public static final ConfigOption<String> GROUP_ID =
      text(
          "group-id",
          "flink-mobilenet",
          "Consumer group, and prefix of the transactional ids: jobs that run at the same time"
              + " need different ones.");

  /** {@code --delivery}. */
  public static final ConfigOption<Delivery> DELIVERY =
      ConfigOptions.key("delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.EXACTLY_ONCE)
          .withDescription("Delivery guarantee of predictions and rejected pictures.");

  /** {@code --start}. */
  public static final ConfigOption<StartFrom> START =
      ConfigOptions.key("start")
          .enumType(StartFrom.class)
          .defaultValue(StartFrom.COMMITTED)
          .withDescription(
              "Where a job without a checkpoint begins to read pictures; committed means the"
                  + " earliest where the group never read.");

  /** {@code --bounded}. */
  public static final ConfigOption<Boolean> BOUNDED =
      flag("bounded", "Classify what the topics hold now, in batch mode, and finish.");

  /** {@code --top-k}. */
  public static final ConfigOption<Integer> TOP_K =
      ConfigOptions.key("top-k")
          .intType()
          .defaultValue(5)
          .withDescription("How many classes a prediction names.");

  /** {@code --embedding}. */
  public static final ConfigOption<Boolean> EMBEDDING =
      flag("embedding", "Put the output of the global average pool into each prediction.");

  /** {@code --max-image-bytes}. */
  public static final ConfigOption<MemorySize> MAX_IMAGE_BYTES =
      ConfigOptions.key("max-image-bytes")
          .memoryType()
          .defaultValue(new MemorySize(ImageLimits.DEFAULT.maxBytes()))
          .withDescription("Longer encoded pictures are rejected.");

  /** {@code --max-image-pixels}. */
  public static final ConfigOption<Long> MAX_IMAGE_PIXELS =
      ConfigOptions.key("max-image-pixels")
          .longType()
          .defaultValue(ImageLimits.DEFAULT.maxPixels())
          .withDescription("Pictures with more pixels are rejected.");

  /** {@code --decode}. */
  public static final ConfigOption<DecodeMode> DECODE =
      ConfigOptions.key("decode")
          .enumType(DecodeMode.class)
          .defaultValue(DecodeMode.FAST)
          .withDescription(
              "Whether JPEG pictures much larger than needed are decoded to fewer pixels, or"
                  + " exactly.");

  /** {@code --max-model-bytes}. */
  public static final ConfigOption<MemorySize> MAX_MODEL_BYTES =
      ConfigOptions.key("max-model-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription("Longer models are rejected.");

  /** {@code --max-models}. */
  public static final ConfigOption<Integer> MAX_MODELS =
      ConfigOptions.key("max-models")
          .intType()
          .defaultValue(8)
          .withDescription(
              "How many models are kept; beyond that the oldest that is not in charge is dropped.");

  /** {@code --trusted-keys}. */
  public static final ConfigOption<String> TRUSTED_KEYS =
      text(
          "trusted-keys",
          "",
          "Whose models are taken: public keys, the newest last, as PEM files or as the line of"
              + " text in one, separated by commas. Without it everybody's.");

  /** {@code --kernel}. */
  public static final ConfigOption<KernelChoice> KERNEL =
      ConfigOptions.key("kernel")
          .enumType(KernelChoice.class)
          .defaultValue(KernelChoice.AUTO)
          .withDescription("Arithmetic of the network; auto takes vector where it can run.");

  /** {@code --checkpoint-dir}. */
  public static final ConfigOption<String> CHECKPOINT_DIR =
      ConfigOptions.key("checkpoint-dir")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where checkpoints go, a URI; without it what the cluster has as"
                  + " execution.checkpointing.dir.");

  /** {@code --checkpoint-interval}. */
  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      ConfigOptions.key("checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "Time between checkpoints, where execution.checkpointing.interval is not set; with"
                  + " exactly-once delivery predictions appear at this pace.");

  /** {@code --transaction-timeout}. */
  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "After which the broker gives up a transaction; at most the broker's"
                  + " transaction.max.timeout.ms.");

  /** Every option, in the order of a help text. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          KAFKA_PROPERTIES,
          IMAGES_TOPIC,
          MODELS_TOPIC,
          PREDICTIONS_TOPIC,
          REJECTED_TOPIC,
          STATUS_TOPIC,
          GROUP_ID,
          DELIVERY,
          START,
          BOUNDED,
          TOP_K,
          EMBEDDING,
          MAX_IMAGE_BYTES,
          MAX_IMAGE_PIXELS,
          DECODE,
          MAX_MODEL_BYTES,
          MAX_MODELS,
          TRUSTED_KEYS,
          KERNEL,
          CHECKPOINT_DIR,
          CHECKPOINT_INTERVAL,
          TRANSACTION_TIMEOUT);

  private JobOptions() {}

  /** Every option as a command line needs it. */
  public static List<JobOption> described() {
    return ALL.stream().map(JobOption::of).toList();
  }

  private static ConfigOption<String> text(String key, String value, String description) {
    return ConfigOptions.key(key).stringType().defaultValue(value).withDescription(description);
  }

  private static ConfigOption<Boolean> flag(String key, String description) {
    return ConfigOptions.key(key).booleanType().defaultValue(false).withDescription(description);
  }
}
