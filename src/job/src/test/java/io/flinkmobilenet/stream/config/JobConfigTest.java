package io.flinkmobilenet.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.protocol.signing.VerificationKey;
import io.flinkmobilenet.simd.KernelChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobConfigTest {
  /** The public key of RFC 8410, section 10.1. */
  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  /** Made with keytool for this test. */
  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBPzCB56ADAgECAghVAJQhihQDzzAKBggqhkjOPQQDAjAUMRIwEAYDVQQDEwlh
      dXRob3JpdHkwIBcNMjYxMTI5MDUwMjEwWhgPMjEyNjExMDUwNTAyMTBaMBQxEjAQ
      BgNVBAMTCWF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCKDWSSp
      2vAtmkgaUw5lUbCA+B9/fBdVVAkaXXpOGuL4qIjuTSOkJEah8/5jkeRPnMsLPzMY
      fy/oWoFBkzuKGPijITAfMB0GA1UdDgQWBBROtGd8QiQ4LkAPJHI5yg8yUhOv/zAK
      BggqhkjOPQQDAgNHADBEAiB42ZmU8oicvJYXDU/EFA8NcM53DduDLhyIMg5vSwV9
      TwIgcPrPy+LSot+/f8FvR6xQa1UYmsgqTD8l//ZthrIgNHs=
      -----END CERTIFICATE-----
      """;

  @TempDir private static Path folder;

  private static TrustedKeys trusted(String... keys) {
    return new TrustedKeys(Stream.of(keys).map(VerificationKey::new).toList());
  }

  static Stream<Arguments> everyOption() throws IOException {
    Path properties = Files.writeString(folder.resolve("a.properties"), "linger.ms = 5");
    Path options = Files.writeString(folder.resolve("a.yaml"), "top-k: 9");
    Path ca = Files.writeString(folder.resolve("ca.pem"), AUTHORITY);
    return Stream.of(
        reaches("config", "" + options, JobConfig::topK, 9),
        reaches(
            "kafka-properties", "" + properties, c -> c.kafka().extra(), Map.of("linger.ms", "5")),
        reaches("bootstrap-servers", "a:1,b:2", c -> c.kafka().bootstrapServers(), "a:1,b:2"),
        reaches("images-topic", "i", c -> c.topics().images(), "i"),
        reaches("models-topic", "m", c -> c.topics().models(), "m"),
        reaches("predictions-topic", "p", c -> c.topics().predictions(), "p"),
        reaches("rejected-topic", "r", c -> c.topics().rejected(), "r"),
        reaches("status-topic", "s", c -> c.topics().status(), "s"),
        reaches("decisions-topic", "d", c -> c.topics().decisions(), "d"),
        reaches("images-format", "raw", c -> c.formats().images(), ImagesFormat.RAW),
        reaches("predictions-format", "json", c -> c.formats().predictions(), ResultsFormat.JSON),
        reaches("rejected-format", "json", c -> c.formats().rejected(), ResultsFormat.JSON),
        reaches("status-format", "json", c -> c.formats().status(), ResultsFormat.JSON),
        reaches(
            "schema-registry",
            "https://a:1, http://b/c",
            c -> c.formats().registry().urls(),
            List.of(URI.create("https://a:1"), URI.create("http://b/c"))),
        reaches(
            "registry-deadline",
            "3 s",
            c -> c.formats().registry().deadline(),
            Duration.ofSeconds(3)),
        reaches(
            "registry-user-info",
            "u:${env:P}",
            c -> c.formats().registry().userInfo(),
            "u:${env:P}"),
        reaches("registry-token", "${env:T}", c -> c.formats().registry().token(), "${env:T}"),
        reaches("registry-ca", "" + ca, c -> c.formats().registry().authorities(), AUTHORITY),
        reaches("registry-read-only", "true", c -> c.formats().registry().readOnly(), true),
        reaches(
            "copy-headers",
            "a, b",
            JobConfig::copiedHeaders,
            Set.of("traceparent", "tracestate", "a", "b")),
        reaches("group-id", "g", JobConfig::groupId, "g"),
        reaches("delivery", "at-least-once", JobConfig::delivery, Delivery.AT_LEAST_ONCE),
        reaches("start", "latest", JobConfig::start, StartFrom.LATEST),
        reaches("bounded", "true", JobConfig::bounded, true),
        reaches("top-k", "7", JobConfig::topK, 7),
        reaches("embedding", "true", JobConfig::embedding, true),
        reaches("max-image-bytes", "3 kb", c -> c.imageLimits().maxBytes(), 3072),
        reaches("max-image-pixels", "12", c -> c.imageLimits().maxPixels(), 12L),
        reaches("decode", "exact", JobConfig::decode, DecodeMode.EXACT),
        reaches("stages", "together", JobConfig::stages, Stages.TOGETHER),
        reaches("image-uris", "file:///a", c -> c.fetch().allowed().toString(), "file:///a"),
        reaches("fetch-concurrency", "3", c -> c.fetch().concurrency(), 3),
        reaches("fetch-timeout", "2 s", c -> c.fetch().timeout(), Duration.ofSeconds(2)),
        reaches("fetch-deadline", "1 min", c -> c.fetch().deadline(), Duration.ofMinutes(1)),
        reaches("fetch-ca", "" + ca, c -> c.fetch().authorities(), AUTHORITY),
        reaches("fetch-buffer", "99 mb", c -> c.fetch().bufferBytes(), 99 << 20),
        reaches("max-model-bytes", "5mb", c -> c.modelLimits().maxBytes(), 5 << 20),
        reaches("max-models", "3", c -> c.modelLimits().maxModels(), 3),
        reaches("max-loaded-models", "5", c -> c.modelLimits().maxLoaded(), 5),
        reaches("model-state", "sharded", JobConfig::modelState, ModelStateForm.SHARDED),
        reaches("reuse", "near=3", c -> c.reuse().distance(), 3),
        reaches("reuse-heartbeat", "3 s", c -> c.reuse().heartbeat(), Duration.ofSeconds(3)),
        reaches("max-loaded-bytes", "64m", c -> c.modelLimits().maxLoadedBytes(), 64L << 20),
        reaches("trusted-keys", KEY, JobConfig::trustedKeys, trusted(KEY)),
        reaches("max-parallelism", "1000", JobConfig::maxParallelism, 1000),
        reaches("warm-up", "0 s", JobConfig::warmUp, Duration.ZERO),
        reaches("kernel", "scalar", JobConfig::kernel, KernelChoice.SCALAR),
        reaches(
            "checkpoint-dir", "file:/x", JobConfig::checkpointDirectory, Optional.of("file:/x")),
        reaches("checkpoint-interval", "2 s", JobConfig::checkpointInterval, Duration.ofSeconds(2)),
        reaches(
            "transaction-timeout", "1 min", JobConfig::transactionTimeout, Duration.ofMinutes(1)));
  }

  private static Arguments reaches(
      String name, String text, Function<JobConfig, Object> field, Object value) {
    return Arguments.of(name, text, field, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyOption")
  void reachesItsField(String name, String text, Function<JobConfig, Object> field, Object value) {
    assertThat(field.apply(JobConfig.parse("--" + name + "=" + text))).isEqualTo(value);
    assertThat(field.apply(JobConfig.parse())).isNotEqualTo(value);
  }

  @Test
  void headersThatAFormatWritesAreNotCopied() {
    assertThatThrownBy(() -> JobConfig.parse("--copy-headers=a,CE_id"))
        .hasMessage("--copy-headers: expected headers that no format writes itself, found 'CE_id'");
    String many = IntStream.range(0, 17).mapToObj(i -> "h" + i).collect(Collectors.joining(","));
    assertThatThrownBy(() -> JobConfig.parse("--copy-headers=" + many))
        .hasMessage("--copy-headers: expected at most 16 names, found '17'");
    assertThatThrownBy(() -> JobConfig.parse("--copy-headers=" + "h".repeat(101)))
        .hasMessageContaining("expected names of at most 100 characters");
  }

  @Test
  void theTableAboveHasEveryOptionOnce() throws IOException {
    assertThat(everyOption().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrderElementsOf(
            JobOptions.ALL.stream().map(ConfigOption::key).map(Object.class::cast).toList());
  }

  @Test
  void aCommandLineWithoutOptionsGivesTheDefaults() {
    JobConfig config = JobConfig.parse();
    assertThat(config.topics())
        .isEqualTo(
            new Topics(
                "images",
                "models",
                "predictions",
                "rejected-images",
                "model-status",
                "model-decisions"));
    assertThat(config.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(config.start()).isEqualTo(StartFrom.COMMITTED);
    assertThat(config.imageLimits()).isEqualTo(ImageLimits.DEFAULT);
    assertThat(config.checkpointDirectory()).isEmpty();
  }

  @Test
  void takesFlagsAndValuesAfterASpaceAndKafkaProperties() {
    JobConfig config =
        JobConfig.parse("--bounded", "--top-k", "3", "--kafka.linger.ms", "5", "--embedding");
    assertThat(config.bounded()).isTrue();
    assertThat(config.embedding()).isTrue();
    assertThat(config.topK()).isEqualTo(3);
    assertThat(config.kafka().client()).containsEntry("linger.ms", "5");
  }

  @Test
  void readsTrustedKeysFromFilesAndHandsThemOnAsText() throws Exception {
    VerificationKey other = SigningKey.generate().verificationKey();
    Path file = Files.writeString(folder.resolve("publisher.pub"), other.pem());
    TrustedKeys keys = JobConfig.parse("--trusted-keys", KEY + ", " + file).trustedKeys();
    assertThat(keys).isEqualTo(trusted(KEY, other.base64()));
    assertThat(JobConfig.parse("--trusted-keys", keys.toString()).trustedKeys()).isEqualTo(keys);
    assertThat(JobConfig.parse("--trusted-keys=").trustedKeys()).isEqualTo(TrustedKeys.NONE);
  }

  @Test
  void neverTakesAPrivateKeyOrNonsenseForOneToTrust() throws Exception {
    Path secret = Files.writeString(folder.resolve("a.key"), SigningKey.generate().pem());
    for (String wrong :
        List.of("" + secret, folder + "/absent", "" + folder, ",", KEY.replace("uE", "u"))) {
      assertThatThrownBy(() -> JobConfig.parse("--trusted-keys", wrong))
          .as(wrong)
          .isInstanceOf(InvalidOptionException.class)
          .hasMessageStartingWith("--trusted-keys: ")
          .hasMessageNotContaining(Files.readAllLines(secret).get(1));
    }
  }

  @Test
  void propertiesOfTheCommandLineGoBeforeThoseOfTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("b.properties"), "linger.ms=5\nacks=all\n");
    JobConfig config =
        JobConfig.parse("--kafka.linger.ms=9", "--kafka-properties=" + file, "--kafka.x=y");
    assertThat(config.kafka().extra())
        .containsExactlyInAnyOrderEntriesOf(Map.of("linger.ms", "9", "acks", "all", "x", "y"));
    assertThatThrownBy(() -> JobConfig.parse("--kafka-properties=" + folder + "/gone"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("--kafka-properties: " + folder + "/gone: no such file");
    Path broken = Files.writeString(folder.resolve("c.properties"), "a=\\uXYZW");
    assertThatThrownBy(() -> JobConfig.parse("--kafka-properties=" + broken))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageStartingWith("--kafka-properties: " + broken);
  }

  @ParameterizedTest
  @CsvSource({
    "group.id, group-id",
    "bootstrap.servers, bootstrap-servers",
    "auto.offset.reset, start",
    "transactional.id, group-id",
    "transaction.timeout.ms, transaction-timeout",
  })
  void propertiesThatOptionsReplaceAreRefusedAndLeftOutOfFiles(String property, String option)
      throws IOException {
    assertThatThrownBy(() -> JobConfig.parse("--kafka." + property + "=a"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage(
            "--kafka.%s has no effect: the job sets this property itself; set --%s",
            property, option);
    Path file = Files.writeString(folder.resolve("d.properties"), property + "=a\nacks=all\n");
    assertThat(JobConfig.parse("--kafka-properties=" + file).kafka().extra())
        .containsExactly(Map.entry("acks", "all"));
  }

  @Test
  void takesReferencesToSecretsButNoSecrets() {
    String reference = "username=\"a\" password=\"${env:SECRET}\";";
    JobConfig config = JobConfig.parse("--kafka.sasl.jaas.config", reference);
    assertThat(config.kafka().client())
        .containsEntry("sasl.jaas.config", reference)
        .containsEntry("config.providers", "directory,env,file");
    assertThatThrownBy(() -> JobConfig.parse("--kafka.sasl.jaas.config", "password=hunter2;"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage(
            "Kafka property sasl.jaas.config: expected a reference, such as ${env:NAME} or"
                + " ${file:/PATH:KEY}, which each Flink process resolves itself; found a secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "--topk 3 => unknown option --topk, did you mean --top-k? --help lists all",
        "--gruop-id a => unknown option --gruop-id, did you mean --group-id? --help lists all",
        "--colour red => unknown option --colour; --help lists all",
        "--top-k => --top-k: expected a value, found none",
        "--top-k x => --top-k: expected NUMBER, found 'x'",
        "--top-k 0 => --top-k: expected at least 1, found '0'",
        "--top-k=1 --top-k=2 => --top-k: expected once, found twice",
        "--reuse nearly => --reuse: expected off, exact, near or near=DISTANCE with a distance of 0 to 255, found 'nearly'",
        "--reuse near=256 => --reuse: expected off, exact, near or near=DISTANCE with a distance of 0 to 255, found 'near=256'",
        "--reuse near= => --reuse: expected off, exact, near or near=DISTANCE with a distance of 0 to 255, found 'near='",
        "--reuse-heartbeat 25h => --reuse-heartbeat: expected at most 1 d, found '25 h'",
        "--max-models 1 => --max-models: expected at least 2, found '1'",
        "--max-model-bytes 3gb => --max-model-bytes: expected 1 byte to 2 GiB, found '3221225472'",
        "--delivery often => --delivery: expected exactly-once|at-least-once, found 'often'",
        "--kernel gpu => --kernel: expected auto|vector|scalar, found 'gpu'",
        "--max-parallelism 40000 => --max-parallelism: expected 1 to 32768, found '40000'",
        "--max-parallelism 0 => --max-parallelism: expected 1 to 32768, found '0'",
        "--warm-up 6min => --warm-up: expected 0 s to 5 min, found '6 min'",
        "--checkpoint-interval soon => --checkpoint-interval: expected DURATION, found 'soon'",
        "--checkpoint-interval 0s => --checkpoint-interval: expected at least 1 ms, found '0 ms'",
        "--bounded=perhaps => --bounded: expected true|false, found 'perhaps'",
        "--images-topic models => expected six different topics, found twice: models",
        "images => expected an option, --NAME, found 'images'",
      })
  void saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> JobConfig.parse(line.split(" ")))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void describesEveryOption() {
    assertThat(JobOptions.described())
        .allSatisfy(option -> assertThat(option.description()).endsWith("."))
        .contains(
            new JobOption(
                "delivery",
                false,
                "exactly-once|at-least-once",
                "exactly-once",
                "Delivery guarantee of predictions and rejected images."));
    assertThat(Map.of("bounded", true))
        .allSatisfy(
            (name, flag) ->
                assertThat(JobOptions.described())
                    .anyMatch(o -> o.name().equals(name) && o.flag() == flag));
  }
}
