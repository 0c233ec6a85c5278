package io.flinkmobilenet.stream.config;

import static io.flinkmobilenet.stream.config.JobOptions.*;

import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.KafkaSecrets;
import io.flinkmobilenet.stream.fetch.AllowedUris;
import io.flinkmobilenet.stream.fetch.FetchSettings;
import io.flinkmobilenet.stream.fetch.InvalidUriException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/** Converts option texts to typed values and checks their ranges. */
final class OptionReader {
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(5);

  /**
   * Properties of Kafka that options of the job replace. In a file of properties they are left out,
   * because other programs may need them there.
   */
  private static final Map<String, ConfigOption<?>> REPLACED_BY_OPTIONS =
      Map.of(
          "bootstrap.servers", BOOTSTRAP_SERVERS,
          "group.id", GROUP_ID,
          "auto.offset.reset", START,
          "transactional.id", GROUP_ID,
          "transaction.timeout.ms", TRANSACTION_TIMEOUT);

  private final Configuration configuration = new Configuration();
  private final Map<String, String> kafka = new HashMap<>();

  OptionReader(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          JobArguments.requireKnown(name);
          if (name.startsWith(KAFKA_PREFIX)) {
            kafka.put(name.substring(KAFKA_PREFIX.length()), value);
          } else {
            configuration.setString(name, value);
          }
        });
  }

  /**
   * Checks an option alone, without regard to others.
   *
   * @throws InvalidOptionException if the option cannot have this value
   */
  static void check(String name, String value) {
    new OptionReader(Map.of(name, value)).config();
  }

  JobConfig read() {
    JobConfig config = config();
    RegistryOptions.requireWhereNeeded(config.formats());
    requireDifferent(config.topics());
    return config;
  }

  private JobConfig config() {
    return new JobConfig(
        new KafkaProperties(name(BOOTSTRAP_SERVERS), kafkaClients()),
        topics(),
        formats(),
        CopiedHeaderNames.read(value(COPY_HEADERS)),
        name(GROUP_ID),
        value(DELIVERY),
        value(START),
        value(BOUNDED),
        (int) atLeast(1, TOP_K),
        value(EMBEDDING),
        new ImageLimits(bytes(MAX_IMAGE_BYTES), atLeast(1, MAX_IMAGE_PIXELS)),
        value(DECODE),
        value(STAGES),
        fetch(),
        new ModelLimits(
            bytes(MAX_MODEL_BYTES),
            (int) atLeast(2, MAX_MODELS),
            (int) atLeast(1, MAX_LOADED_MODELS),
            value(MAX_LOADED_BYTES).getBytes()),
        value(MODEL_STATE),
        reuse(),
        TrustedKeyList.read(value(TRUSTED_KEYS)),
        value(KERNEL),
        warmUp(),
        maxParallelism(),
        configuration.getOptional(CHECKPOINT_DIR),
        duration(CHECKPOINT_INTERVAL),
        duration(TRANSACTION_TIMEOUT));
  }

  /**
   * Refuses secrets as values, because the job's settings are sent to the cluster and shown in its
   * web interface; references to secrets are allowed.
   */
  private Map<String, String> kafkaClients() {
    REPLACED_BY_OPTIONS.forEach(
        (name, option) -> {
          if (kafka.containsKey(name)) {
            throw new InvalidOptionException(
                "--%s%s has no effect: the job sets this property itself; set --%s"
                    .formatted(KAFKA_PREFIX, name, option.key()));
          }
        });
    Map<String, String> properties = PropertyFile.read(KAFKA_PROPERTIES, value(KAFKA_PROPERTIES));
    properties.keySet().removeAll(REPLACED_BY_OPTIONS.keySet());
    properties.putAll(kafka);
    KafkaSecrets.firstLiteral(properties)
        .ifPresent(
            name -> {
              throw new InvalidOptionException(
                  "Kafka property %s: %s, which each Flink process resolves itself; found a secret"
                      .formatted(name, KafkaSecrets.advice()));
            });
    return properties;
  }

  private TopicFormats formats() {
    return new TopicFormats(
        value(IMAGES_FORMAT),
        value(PREDICTIONS_FORMAT),
        value(REJECTED_FORMAT),
        value(STATUS_FORMAT),
        RegistryOptions.read(this::value, duration(REGISTRY_DEADLINE)));
  }

  private Topics topics() {
    return new Topics(
        name(IMAGES_TOPIC),
        name(MODELS_TOPIC),
        name(PREDICTIONS_TOPIC),
        name(REJECTED_TOPIC),
        name(STATUS_TOPIC),
        name(DECISIONS_TOPIC));
  }

  private static void requireDifferent(Topics topics) {
    Set<String> seen = new HashSet<>();
    for (String topic : topics.all()) {
      if (!seen.add(topic)) {
        throw new InvalidOptionException("expected six different topics, found twice: " + topic);
      }
    }
  }

  private FetchSettings fetch() {
    AllowedUris allowed = AllowedUris.NONE;
    try {
      allowed = AllowedUris.parse(value(IMAGE_URIS));
    } catch (InvalidUriException e) {
      throw new InvalidOptionException("--" + IMAGE_URIS.key() + ": " + e.getMessage());
    }
    int maxBytes = bytes(MAX_IMAGE_BYTES);
    int buffer = bytes(FETCH_BUFFER);
    if (!allowed.isEmpty() && buffer < maxBytes) {
      refuse(FETCH_BUFFER, "at least the %d bytes of an image".formatted(maxBytes), buffer);
    }
    return new FetchSettings(
        allowed,
        (int) atLeast(1, FETCH_CONCURRENCY),
        duration(FETCH_TIMEOUT),
        duration(FETCH_DEADLINE),
        maxBytes,
        buffer,
        AuthorityFile.read(FETCH_CA, value(FETCH_CA)));
  }

  private ReuseSettings reuse() {
    Duration heartbeat = duration(REUSE_HEARTBEAT);
    if (heartbeat.compareTo(ReuseSettings.LONGEST) > 0) {
      refuse(REUSE_HEARTBEAT, "at most 1 d", TimeUtils.formatWithHighestUnit(heartbeat));
    }
    String text = value(REUSE).strip();
    try {
      return ReuseSettings.parse(text, heartbeat);
    } catch (IllegalArgumentException e) {
      return refuse(REUSE, "off, exact, near or near=DISTANCE with a distance of 0 to 255", text);
    }
  }

  private String name(ConfigOption<String> option) {
    String name = value(option).strip();
    return name.isEmpty() ? refuse(option, "a name", name) : name;
  }

  private int bytes(ConfigOption<MemorySize> option) {
    long bytes = value(option).getBytes();
    return bytes >= 1 && bytes <= Integer.MAX_VALUE
        ? (int) bytes
        : refuse(option, "1 byte to 2 GiB", bytes);
  }

  private long atLeast(long least, ConfigOption<? extends Number> option) {
    long number = value(option).longValue();
    return number >= least ? number : refuse(option, "at least " + least, number);
  }

  private int maxParallelism() {
    int most = value(MAX_PARALLELISM);
    return most >= 1 && most <= Transformation.UPPER_BOUND_MAX_PARALLELISM
        ? most
        : refuse(MAX_PARALLELISM, "1 to " + Transformation.UPPER_BOUND_MAX_PARALLELISM, most);
  }

  private Duration warmUp() {
    Duration warmUp = value(WARM_UP);
    return !warmUp.isNegative() && warmUp.compareTo(LONGEST_WARM_UP) <= 0
        ? warmUp
        : refuse(WARM_UP, "0 s to 5 min", TimeUtils.formatWithHighestUnit(warmUp));
  }

  private Duration duration(ConfigOption<Duration> option) {
    Duration duration = value(option);
    return duration.toMillis() >= 1
        ? duration
        : refuse(option, "at least 1 ms", TimeUtils.formatWithHighestUnit(duration));
  }

  private <T> T value(ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      String text = configuration.toMap().get(option.key());
      return refuse(option, JobOption.of(option).value(), text);
    }
  }

  private static <T> T refuse(ConfigOption<?> option, String expected, Object found) {
    throw new InvalidOptionException(
        "--" + option.key() + ": expected " + expected + ", found '" + found + "'");
  }
}
