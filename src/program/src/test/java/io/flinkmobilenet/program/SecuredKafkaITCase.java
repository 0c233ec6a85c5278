package io.flinkmobilenet.program;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.SecuredKafka;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job and the commands with a broker that requires authentication and authorisation. */
@Timeout(120)
class SecuredKafkaITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "job", "job-" + UUID.randomUUID(),
          "publisher", "publisher-" + UUID.randomUUID(),
          "camera", "camera-" + UUID.randomUUID(),
          "reader", "reader-" + UUID.randomUUID(),
          "operator", "operator-" + UUID.randomUUID());

  /** The rights that src/docs/security.md grants the job, and the message if one is missing. */
  private static final Map<AclBinding, String> JOB_RIGHTS = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = SecuredKafka.start(Files.createDirectory(folder.resolve("kafka")), PASSWORDS);
    lack(SecuredKafka.right("job", READ, TOPIC, LITERAL, "images"), "READ topic images");
    lack(SecuredKafka.right("job", READ, TOPIC, LITERAL, "models"), "READ topic models");
    lack(
        SecuredKafka.right("job", WRITE, TOPIC, LITERAL, "predictions"), "WRITE topic predictions");
    lack(
        SecuredKafka.right("job", WRITE, TOPIC, LITERAL, "rejected-images"),
        "WRITE topic rejected-images");
    lack(
        SecuredKafka.right("job", WRITE, TOPIC, LITERAL, "model-status"),
        "WRITE topic model-status");
    lack(
        SecuredKafka.right("job", READ, TOPIC, LITERAL, "model-decisions"),
        "READ topic model-decisions");
    lack(
        SecuredKafka.right("job", WRITE, TOPIC, LITERAL, "model-decisions"),
        "WRITE topic model-decisions");
    lack(
        SecuredKafka.right("job", READ, GROUP, LITERAL, "flink-mobilenet"),
        "READ group flink-mobilenet");
    lack(
        SecuredKafka.right("job", WRITE, TRANSACTIONAL_ID, PREFIXED, "flink-mobilenet-"),
        "WRITE transactional ids that begin with flink-mobilenet-predictions");
    for (AclBinding right : JOB_RIGHTS.keySet()) {
      kafka.grant(right);
    }
    kafka.grant(SecuredKafka.right("publisher", READ, TOPIC, LITERAL, "models"));
    kafka.grant(SecuredKafka.right("publisher", WRITE, TOPIC, LITERAL, "models"));
    kafka.grant(SecuredKafka.right("publisher", READ, TOPIC, LITERAL, "model-status"));
    kafka.grant(SecuredKafka.right("camera", WRITE, TOPIC, LITERAL, "images"));
    kafka.grant(SecuredKafka.right("reader", READ, TOPIC, LITERAL, "predictions"));
    kafka.grant(SecuredKafka.right("operator", CREATE, TOPIC, PREFIXED, "new-"));
    kafka.grant(SecuredKafka.right("operator", DESCRIBE, TOPIC, PREFIXED, "new-"));
    TestModels.writeDirectory(folder.resolve("model"), 1, 32, 10);
  }

  private static void lack(AclBinding right, String words) {
    JOB_RIGHTS.put(right, words);
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  private static JobConfig job(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--kafka-properties=" + kafka.clientProperties("job"));
    return JobConfig.parse(arguments.toArray(String[]::new));
  }

  @Test
  void everyRightThatTheJobLacksIsNamed() throws Exception {
    awaitAnswer(null);
    for (Map.Entry<AclBinding, String> right : JOB_RIGHTS.entrySet()) {
      kafka.revoke(right.getKey());
      awaitAnswer("expected the right to " + right.getValue());
      kafka.grant(right.getKey());
      awaitAnswer(null);
    }
  }

  /**
   * Waits for the expected answer, because a change of rights takes a moment to reach the broker.
   */
  private static void awaitAnswer(String expected) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    String found;
    do {
      found = null;
      try {
        TopicCheck.require(job());
      } catch (KafkaNotReadyException e) {
        found = e.getMessage();
      }
    } while (!(expected == null ? found == null : found != null && found.contains(expected))
        && Instant.now().isBefore(deadline));
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).contains(expected);
    }
  }

  @Test
  void theJobRunsWithItsRightsAndNoSecretIsShown() throws Exception {
    Path log = folder.resolve("all.log");
    try (LogFile logged = LogFile.open(log);
        EmbeddedFlink flink = EmbeddedFlink.start(1)) {
      Path keys = folder.resolve("keys");
      assertThat(Invocation.of("model", "keygen", "--out=" + keys).exitCode()).isZero();
      logged.hearAll();
      StreamExecutionEnvironment environment = flink.environment();
      awaitAnswer(null);
      InferenceJob.prepare(
          job("--checkpoint-interval=300ms", "--trusted-keys=" + keys.resolve("model-signing.pub")),
          environment);
      JobClient client = flink.submit(environment);
      String key = "--key=" + keys.resolve("model-signing.key");
      publish("publisher", "--version=1", "--activate", key).succeeds();
      run("camera", "camera", "--frames=8", "--rate=0").succeeds();
      Run consumed = run("reader", "consume", "--max=8", "--timeout=60s").succeeds();
      assertThat(consumed.invocation().json()).hasSize(8);

      logged.hearAll();
      publish("publisher", "--version=2", "--activate").succeeds();
      JsonNode second = awaitState("2", "REJECTED");
      assertThat(second.get("message").asText())
          .contains("not signed: expected a signature of key");
      assertThat(awaitState("1", "ACTIVE").get("signedBy").asText()).hasSize(16);

      requireNoSecret(restAnswers(flink, client));
      run("reader", "consume", "--help").succeeds();
      client.cancel().get();
      requireNoSecret(Map.of("log", Files.readString(log)));
      assertThat(Files.readString(log)).contains("sasl.jaas.config = [hidden]");
    }
  }

  @Test
  void onlyThePublisherMayWriteModels() throws Exception {
    for (String user : List.of("job", "camera")) {
      Run refused = publish(user, "--version=3");
      assertThat(refused.invocation().exitCode()).isEqualTo(3);
      assertThat(refused.invocation().err().lines())
          .singleElement()
          .asString()
          .contains("expected the right to")
          .contains("topic models");
    }
    assertThat(publish("job", "--version=3").invocation().err())
        .contains("expected the right to WRITE topic models");
    Run unread = run("camera", "consume", "--max=1", "--timeout=5s");
    assertThat(unread.invocation().exitCode()).isEqualTo(3);
    assertThat(unread.invocation().err()).contains("topic predictions");
  }

  @Test
  void topicsAreMadeByWhoMayCreateThem() throws Exception {
    String[] create = {
      "topics",
      "create",
      "--images-topic=new-images",
      "--models-topic=new-models",
      "--predictions-topic=new-predictions",
      "--rejected-topic=new-rejected",
      "--status-topic=new-status",
      "--decisions-topic=new-decisions"
    };
    Run made = run("operator", create).succeeds();
    assertThat(made.invocation().json()).hasSize(6);
    Run refused = run("reader", "topics", "create", "--images-topic=more-images");
    assertThat(refused.invocation().exitCode()).isEqualTo(3);
  }

  @Test
  void aWrongPasswordIsToldInOneLineWithoutIt() throws Exception {
    Path wrong = folder.resolve("wrong.properties");
    Files.writeString(
        wrong,
        Files.readString(kafka.clientProperties("reader"))
            .replaceAll("password=\"[^\"]*\"", "password=\"hunter2\""));
    Invocation run =
        Invocation.of(
            "consume",
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--kafka-properties=" + wrong);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines()).singleElement().asString().doesNotContain("hunter2");
  }

  private static JsonNode awaitState(String version, String state) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    List<JsonNode> lines;
    do {
      lines = run("publisher", "model", "list").succeeds().invocation().json();
      for (JsonNode line : lines) {
        if (line.get("version").asText().equals(version)
            && line.get("state").asText().equals(state)) {
          return line;
        }
      }
    } while (Instant.now().isBefore(deadline));
    throw new AssertionError("no " + state + " of version " + version + ": " + lines);
  }

  /** All information about the job and the cluster that the web interface shows. */
  private static Map<String, String> restAnswers(EmbeddedFlink flink, JobClient job)
      throws Exception {
    URI address = flink.cluster().getRestAddress().get();
    HttpClient http = HttpClient.newHttpClient();
    Map<String, String> answers = new LinkedHashMap<>();
    List<String> paths = new ArrayList<>();
    String id = "/jobs/" + job.getJobID();
    for (String path :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/checkpoints",
            "/metrics",
            "/jobmanager/config")) {
      paths.add(id + path);
    }
    paths.addAll(List.of("/config", "/jobmanager/config", "/jobmanager/environment"));
    paths.addAll(List.of("/jobmanager/metrics", "/taskmanagers", "/overview"));
    for (String path : paths) {
      answers.put(path, get(http, address + path));
    }
    for (JsonNode vertex : new ObjectMapper().readTree(answers.get(id)).get("vertices")) {
      String path = id + "/vertices/" + vertex.get("id").asText();
      answers.put(path, get(http, address + path));
      answers.put(path + "/metrics", get(http, address + path + "/metrics"));
    }
    assertThat(answers.get(id + "/config")).contains("execution-config");
    return answers;
  }

  private static String get(HttpClient http, String address) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }

  private static void requireNoSecret(Map<String, String> texts) {
    texts.forEach(
        (where, text) ->
            PASSWORDS.forEach(
                (user, password) ->
                    assertThat(text.contains(password)).as(where + " of " + user).isFalse()));
  }

  private static Run publish(String user, String... options) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("model", "publish", "" + folder.resolve("model"), "--name=pets"));
    all.addAll(List.of(options));
    return run(user, all.toArray(String[]::new));
  }

  private static Run run(String user, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + kafka.bootstrapServers());
    all.add("--kafka-properties=" + kafka.clientProperties(user));
    Invocation invocation = Invocation.of(all.toArray(String[]::new));
    requireNoSecret(Map.of("out", invocation.out(), "err", invocation.err()));
    return new Run(invocation);
  }

  private record Run(Invocation invocation) {
    Run succeeds() {
      assertThat(invocation.exitCode()).as(invocation.err()).isZero();
      return this;
    }
  }
}
