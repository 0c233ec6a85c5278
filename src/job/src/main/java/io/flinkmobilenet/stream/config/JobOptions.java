package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.simd.KernelChoice;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of the job, each with its key on the command line, type, default and description. */
public final class JobOptions {
  /** Prefix of the options that are passed to every Kafka client unchanged. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** {@code --config}. */
  public static final ConfigOption<String> CONFIG =
      text(
          "config",
          "",
          "File of these options in YAML, by their names without hyphens; an option of the command"
              + " line takes precedence.");

  /** {@code --bootstrap-servers}. */
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      text("bootstrap-servers", "localhost:9092", "Kafka brokers, HOST:PORT separated by commas.");

  /** {@code --kafka-properties}. */
  public static final ConfigOption<String> KAFKA_PROPERTIES =
      text(
          "kafka-properties",
          "",
          "File of properties for every Kafka client; a --kafka.PROPERTY takes precedence.");

  /** {@code --images-topic}. */
  public static final ConfigOption<String> IMAGES_TOPIC =
      text("images-topic", "images", "Topic to read images from.");

  /** {@code --models-topic}. */
  public static final ConfigOption<String> MODELS_TOPIC =
      text("models-topic", "models", "Topic to read models from; compacted, one partition.");

  /** {@code --predictions-topic}. */
  public static final ConfigOption<String> PREDICTIONS_TOPIC =
      text("predictions-topic", "predictions", "Topic to write predictions to.");

  /** {@code --rejected-topic}. */
  public static final ConfigOption<String> REJECTED_TOPIC =
      text("rejected-topic", "rejected-images", "Topic to write unusable images to.");

  /** {@code --status-topic}. */
  public static final ConfigOption<String> STATUS_TOPIC =
      text("status-topic", "model-status", "Topic to write the status of each model to.");

  /** {@code --decisions-topic}. */
  public static final ConfigOption<String> DECISIONS_TOPIC =
      text(
          "decisions-topic",
          "model-decisions",
          "Topic to write decisions about rollouts to, and to read them from; compacted, one"
              + " partition.");

  /** {@code --images-format}. */
  public static final ConfigOption<ImagesFormat> IMAGES_FORMAT =
      ConfigOptions.key("images-format")
          .enumType(ImagesFormat.class)
          .defaultValue(ImagesFormat.AVRO)
          .withDescription("Format of the records of the images topic.");

  /** {@code --predictions-format}. */
  public static final ConfigOption<ResultsFormat> PREDICTIONS_FORMAT =
      results("predictions-format", "predictions topic");

  /** {@code --rejected-format}. */
  public static final ConfigOption<ResultsFormat> REJECTED_FORMAT =
      results("rejected-format", "topic of unusable images");

  /** {@code --status-format}. */
  public static final ConfigOption<ResultsFormat> STATUS_FORMAT =
      results("status-format", "topic of the status of models");

  /** {@code --schema-registry}. */
  public static final ConfigOption<String> SCHEMA_REGISTRY =
      text(
          "schema-registry",
          "",
          "URLs of a schema registry, https://HOST:PORT separated by commas, for the format"
              + " confluent.");

  /** {@code --registry-deadline}. */
  public static final ConfigOption<Duration> REGISTRY_DEADLINE =
      ConfigOptions.key("registry-deadline")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "Time for all attempts of one request to the schema registry; then the job fails, and"
                  + " no image is rejected.");

  /** {@code --registry-user-info}. */
  public static final ConfigOption<String> REGISTRY_USER_INFO =
      text(
          "registry-user-info",
          "",
          "USER:PASSWORD for the schema registry, with a reference such as ${env:NAME} for the"
              + " password or for both.");

  /** {@code --registry-token}. */
  public static final ConfigOption<String> REGISTRY_TOKEN =
      text(
          "registry-token",
          "",
          "Bearer token for the schema registry, as a reference such as ${env:NAME}.");

  /** {@code --registry-ca}. */
  public static final ConfigOption<String> REGISTRY_CA =
      text(
          "registry-ca",
          "",
          "PEM file with the authorities whose certificates the schema registry may have; by default"
              + " those of the JDK.");

  /** {@code --registry-read-only}. */
  public static final ConfigOption<Boolean> REGISTRY_READ_ONLY =
      flag(
          "registry-read-only",
          "Register no schemas: those of the events that are written must be in the schema registry"
              + " already.");

  /** {@code --copy-headers}. */
  public static final ConfigOption<String> COPY_HEADERS =
      text(
          "copy-headers",
          "",
          "Headers of images, separated by commas, that come back on the records of their"
              + " predictions and rejections, beside traceparent and tracestate.");

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
          .withDescription("Delivery guarantee of predictions and rejected images.");

  /** {@code --start}. */
  public static final ConfigOption<StartFrom> START =
      ConfigOptions.key("start")
          .enumType(StartFrom.class)
          .defaultValue(StartFrom.COMMITTED)
          .withDescription(
              "Where a job without a checkpoint starts to read images; committed means the"
                  + " earliest record if the group has never read.");

  /** {@code --bounded}. */
  public static final ConfigOption<Boolean> BOUNDED =
      flag("bounded", "Classify the records that the topics hold now, in batch mode, and finish.");

  /** {@code --top-k}. */
  public static final ConfigOption<Integer> TOP_K =
      ConfigOptions.key("top-k")
          .intType()
          .defaultValue(5)
          .withDescription("Number of classes per prediction.");

  /** {@code --embedding}. */
  public static final ConfigOption<Boolean> EMBEDDING =
      flag("embedding", "Put the output of the global average pool into each prediction.");

  /** {@code --max-image-bytes}. */
  public static final ConfigOption<MemorySize> MAX_IMAGE_BYTES =
      ConfigOptions.key("max-image-bytes")
          .memoryType()
          .defaultValue(new MemorySize(ImageLimits.DEFAULT.maxBytes()))
          .withDescription("Images with a longer encoding are rejected.");

  /** {@code --max-image-pixels}. */
  public static final ConfigOption<Long> MAX_IMAGE_PIXELS =
      ConfigOptions.key("max-image-pixels")
          .longType()
          .defaultValue(ImageLimits.DEFAULT.maxPixels())
          .withDescription("Images with more pixels are rejected.");

  /** {@code --decode}. */
  public static final ConfigOption<DecodeMode> DECODE =
      ConfigOptions.key("decode")
          .enumType(DecodeMode.class)
          .defaultValue(DecodeMode.FAST)
          .withDescription(
              "Whether JPEG images much larger than needed are decoded to fewer pixels, or"
                  + " exactly.");

  /** {@code --image-uris}. */
  public static final ConfigOption<String> IMAGE_URIS =
      text(
          "image-uris",
          "",
          "Prefixes of the URIs from which images may be fetched, separated by commas. Without it"
              + " no image is fetched.");

  /** {@code --fetch-concurrency}. */
  public static final ConfigOption<Integer> FETCH_CONCURRENCY =
      ConfigOptions.key("fetch-concurrency")
          .intType()
          .defaultValue(64)
          .withDescription("Number of images that a subtask fetches at a time.");

  /** {@code --fetch-timeout}. */
  public static final ConfigOption<Duration> FETCH_TIMEOUT =
      ConfigOptions.key("fetch-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription("Time for one attempt to fetch an image.");

  /** {@code --fetch-deadline}. */
  public static final ConfigOption<Duration> FETCH_DEADLINE =
      ConfigOptions.key("fetch-deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(15))
          .withDescription("Time for all attempts to fetch an image; then it is rejected.");

  /** {@code --fetch-buffer}. */
  public static final ConfigOption<MemorySize> FETCH_BUFFER =
      ConfigOptions.key("fetch-buffer")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Most bytes of images that a subtask fetches at a time, at least"
                  + " --max-image-bytes.");

  /** {@code --fetch-ca}. */
  public static final ConfigOption<String> FETCH_CA =
      text(
          "fetch-ca",
          "",
          "PEM file with the authorities whose certificates servers of images may have; by default"
              + " those of the JDK.");

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
              "Number of models that are kept; above it the oldest one that is not active is"
                  + " dropped.");

  /** {@code --max-loaded-models}. */
  public static final ConfigOption<Integer> MAX_LOADED_MODELS =
      ConfigOptions.key("max-loaded-models")
          .intType()
          .defaultValue(8)
          .withDescription("A deployment of more models is refused.");

  /** {@code --max-loaded-bytes}. */
  public static final ConfigOption<MemorySize> MAX_LOADED_BYTES =
      ConfigOptions.key("max-loaded-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription(
              "A deployment whose models take more memory in a subtask, packed weights and"
                  + " buffers, is refused. While models are replaced, both the old and the new ones"
                  + " are in memory.");

  /** {@code --stages}. */
  public static final ConfigOption<Stages> STAGES =
      ConfigOptions.key("stages")
          .enumType(Stages.class)
          .defaultValue(Stages.SEPARATE)
          .withDescription(
              "Whether decoding and classification have a thread each per subtask and overlap"
                  + " (separate), or share one (together), which allocates less memory per image.");

  /** {@code --model-state}. */
  public static final ConfigOption<ModelStateForm> MODEL_STATE =
      ConfigOptions.key("model-state")
          .enumType(ModelStateForm.class)
          .defaultValue(ModelStateForm.BROADCAST)
          .withDescription(
              "Which subtasks write the chunks of models into a checkpoint: all of them, or one per"
                  + " chunk, for large models at a high parallelism.");

  /** {@code --reuse}. */
  public static final ConfigOption<String> REUSE =
      text(
          "reuse",
          "off",
          "Which images get the answer of an earlier one: none (off), those with the same bytes"
              + " (exact), or also those that look like the latest image of the same source (near"
              + " or near=DISTANCE, 0 to 255).");

  /** {@code --reuse-heartbeat}. */
  public static final ConfigOption<Duration> REUSE_HEARTBEAT =
      ConfigOptions.key("reuse-heartbeat")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "Longest time between the captures of an image and of another that gets its answer,"
                  + " at most a day.");

  /** {@code --trusted-keys}. */
  public static final ConfigOption<String> TRUSTED_KEYS =
      text(
          "trusted-keys",
          "",
          "Public keys of the publishers whose models are accepted, the newest last, as PEM files"
              + " or as the line of text in one, separated by commas. Without it every model is"
              + " accepted.");

  /** {@code --kernel}. */
  public static final ConfigOption<KernelChoice> KERNEL =
      ConfigOptions.key("kernel")
          .enumType(KernelChoice.class)
          .defaultValue(KernelChoice.AUTO)
          .withDescription("Kernels of the network; auto takes vector if it can run.");

  /** {@code --warm-up}. */
  public static final ConfigOption<Duration> WARM_UP =
      ConfigOptions.key("warm-up")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "Longest time for which the decoder and each model run on made-up images before the"
                  + " first image; it ends earlier when HotSpot has compiled them.");

  /**
   * {@code --max-parallelism}. The default must never change, because a checkpoint cannot be
   * restored with another value.
   */
  public static final ConfigOption<Integer> MAX_PARALLELISM =
      ConfigOptions.key("max-parallelism")
          .intType()
          .defaultValue(128)
          .withDescription(
              "Highest parallelism that this job and those that continue from its savepoints can"
                  + " have; all of them need the same value.");

  /** {@code --checkpoint-dir}. */
  public static final ConfigOption<String> CHECKPOINT_DIR =
      ConfigOptions.key("checkpoint-dir")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "URI of the directory for checkpoints; without it the cluster's"
                  + " execution.checkpointing.dir is used.");

  /** {@code --checkpoint-interval}. */
  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      ConfigOptions.key("checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "Time between checkpoints, if execution.checkpointing.interval is not set; with"
                  + " exactly-once delivery predictions become visible at this interval.");

  /** {@code --transaction-timeout}. */
  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "Time after which the broker aborts a transaction; at most the broker's"
                  + " transaction.max.timeout.ms.");

  /** All options, in the order of a help text. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          CONFIG,
          BOOTSTRAP_SERVERS,
          KAFKA_PROPERTIES,
          IMAGES_TOPIC,
          MODELS_TOPIC,
          PREDICTIONS_TOPIC,
          REJECTED_TOPIC,
          STATUS_TOPIC,
          DECISIONS_TOPIC,
          IMAGES_FORMAT,
          PREDICTIONS_FORMAT,
          REJECTED_FORMAT,
          STATUS_FORMAT,
          SCHEMA_REGISTRY,
          REGISTRY_DEADLINE,
          REGISTRY_USER_INFO,
          REGISTRY_TOKEN,
          REGISTRY_CA,
          REGISTRY_READ_ONLY,
          COPY_HEADERS,
          GROUP_ID,
          DELIVERY,
          START,
          BOUNDED,
          TOP_K,
          EMBEDDING,
          MAX_IMAGE_BYTES,
          MAX_IMAGE_PIXELS,
          DECODE,
          STAGES,
          IMAGE_URIS,
          FETCH_CONCURRENCY,
          FETCH_TIMEOUT,
          FETCH_DEADLINE,
          FETCH_BUFFER,
          FETCH_CA,
          MAX_MODEL_BYTES,
          MAX_MODELS,
          MAX_LOADED_MODELS,
          MAX_LOADED_BYTES,
          MODEL_STATE,
          REUSE,
          REUSE_HEARTBEAT,
          TRUSTED_KEYS,
          KERNEL,
          WARM_UP,
          MAX_PARALLELISM,
          CHECKPOINT_DIR,
          CHECKPOINT_INTERVAL,
          TRANSACTION_TIMEOUT);

  /** Options of texts that are separated by commas. */
  private static final List<ConfigOption<?>> LISTS =
      List.of(BOOTSTRAP_SERVERS, TRUSTED_KEYS, SCHEMA_REGISTRY);

  private JobOptions() {}

  /** Returns the descriptions of all options, for a command line. */
  public static List<JobOption> described() {
    return ALL.stream().map(JobOption::of).toList();
  }

  /** Whether there is an option, or a property of Kafka's clients, with this name. */
  static boolean isKnown(String name) {
    return name.startsWith(KAFKA_PREFIX)
        || ALL.stream().anyMatch(option -> option.key().equals(name));
  }

  /** Whether the option's value may be several texts. */
  static boolean isList(String name) {
    return name.startsWith(KAFKA_PREFIX)
        || LISTS.stream().anyMatch(option -> option.key().equals(name));
  }

  /** What a value of the option is, for messages. */
  static String expected(String name) {
    return described().stream()
        .filter(option -> option.name().equals(name))
        .map(JobOption::value)
        .findFirst()
        .orElse("TEXT");
  }

  private static ConfigOption<String> text(String key, String value, String description) {
    return ConfigOptions.key(key).stringType().defaultValue(value).withDescription(description);
  }

  private static ConfigOption<ResultsFormat> results(String key, String topic) {
    return ConfigOptions.key(key)
        .enumType(ResultsFormat.class)
        .defaultValue(ResultsFormat.AVRO)
        .withDescription("Format of the records of the " + topic + ".");
  }

  private static ConfigOption<Boolean> flag(String key, String description) {
    return ConfigOptions.key(key).booleanType().defaultValue(false).withDescription(description);
  }
}
