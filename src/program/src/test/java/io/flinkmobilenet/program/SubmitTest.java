package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.embedded.TlsFiles;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.VerificationKey;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import io.flinkmobilenet.stream.state.Geometries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitTest {
  private static final String UPLOADED =
      "{\"filename\": \"/tmp/flink-web-upload/1234_job.jar\", \"status\": \"success\"}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> requests = new ConcurrentHashMap<>();
  @TempDir private Path folder;
  private HttpServer server;
  private Path jar;
  private int runStatus = 200;

  /** Number of requests to which the cluster answers that it has no leader yet. */
  private int notYet;

  @BeforeEach
  void start() throws IOException {
    jar = Files.writeString(folder.resolve("job.jar"), "bytes of a jar");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("POST /jars/upload", UPLOADED);
    answers.put("POST /jars/1234_job.jar/run", "{\"jobid\": \"c0ffee\"}");
    answers.put("DELETE /jars/1234_job.jar", "{}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void uploadsRunsAndTidiesUp() throws IOException {
    Invocation run =
        submit(
            "--parallelism=3",
            "--from-savepoint=file:/savepoint",
            "--bounded",
            "--top-k",
            "2",
            "--kafka.security.protocol",
            "SSL");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("job").asText()).isEqualTo("c0ffee");
    assertThat(requests.get("POST /jars/upload"))
        .contains("name=\"jarfile\"; filename=\"job.jar\"")
        .contains("\r\n\r\nbytes of a jar\r\n--");
    JsonNode start = new ObjectMapper().readTree(requests.get("POST /jars/1234_job.jar/run"));
    assertThat(start.get("parallelism").asInt()).isEqualTo(3);
    assertThat(start.get("savepointPath").asText()).isEqualTo("file:/savepoint");
    assertThat(start.get("programArgsList"))
        .extracting(JsonNode::asText)
        .contains("--bounded=true", "--top-k=2", "--kafka.security.protocol=SSL");
    assertThat(requests).containsKey("DELETE /jars/1234_job.jar");
  }

  @Test
  void sendsTheTextOfTrustedKeysAndWarnsWhereThereAreNone() throws IOException {
    VerificationKey key = SigningKey.generate().verificationKey();
    Path file = Files.writeString(folder.resolve("publisher.pub"), key.pem());
    Invocation run = submit("--trusted-keys=" + file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("\"--trusted-keys=" + key.base64() + "\"")
        .doesNotContain(file.toString());
    assertThat(submit().err().lines())
        .singleElement()
        .asString()
        .startsWith("mobilenet: no --trusted-keys: ");
    Invocation gone = submit("--trusted-keys=" + folder.resolve("gone.pub"));
    assertThat(gone.exitCode()).isEqualTo(2);
    assertThat(gone.err()).contains("--trusted-keys: ", "gone.pub: no such file");
  }

  @Test
  void sendsReferencesToSecretsOfAFileButNeverSecrets() throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "ssl.truststore.password=${env:SECRET}\nsecurity.protocol=SSL\n");
    assertThat(submit("--kafka-properties=" + file).exitCode()).isZero();
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("--kafka.ssl.truststore.password=${env:SECRET}")
        .contains("--kafka.security.protocol=SSL")
        .doesNotContain(file.toString());
    requests.clear();
    Files.writeString(file, "ssl.truststore.password=hunter2");
    for (String option :
        List.of("--kafka-properties=" + file, "--kafka.ssl.truststore.password=hunter2")) {
      Invocation run = submit(option);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("ssl.truststore.password").doesNotContain("hunter2");
    }
    assertThat(requests).isEmpty();
  }

  @Test
  void sendsCertificatesAndReferencesToSecretsOfTheSchemaRegistry() throws Exception {
    Path file = TlsFiles.create(folder, "registry", "changeit").certificate();
    String pem = Files.readString(file).strip();
    Invocation run =
        submit(
            "--registry-ca=" + file,
            "--fetch-ca=" + file,
            "--registry-user-info=job:${env:REGISTRY_PASSWORD}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("--registry-ca=" + pem.replace("\r", "\\r").replace("\n", "\\n"))
        .contains("--fetch-ca=" + pem.replace("\r", "\\r").replace("\n", "\\n"))
        .contains("--registry-user-info=job:${env:REGISTRY_PASSWORD}")
        .doesNotContain(file.toString());
    requests.clear();
    Invocation literal = submit("--registry-user-info=job:hunter2");
    assertThat(literal.exitCode()).isEqualTo(2);
    assertThat(literal.err()).contains("--registry-user-info: ").doesNotContain("hunter2");
    assertThat(requests).isEmpty();
  }

  @Test
  void sendsTheOptionsOfAFileAndThoseOfTheCommandLineBeforeThem() throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, "top-k: 3\nbounded: true\nkafka.linger.ms: 5\ngroup-id: a\n");
    Invocation run = submit("--config=" + file, "--top-k=7", "--bounded=false");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("--top-k=7", "--kafka.linger.ms=5", "--group-id=a", "--bounded=false")
        .doesNotContain("--config", "--top-k=3");
    requests.clear();
    Files.writeString(file, "group-id: a\ntop-n: 3\n");
    Invocation refused = submit("--config=" + file);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("line 2, column 1: top-n: ", "did you mean 'top-k'?");
    assertThat(requests).isEmpty();
  }

  @Test
  void printsAFileThatGivesTheSameOptions() throws IOException {
    Invocation printed = submit("--print-config", "--top-k=3", "--kafka.linger.ms=5");
    assertThat(printed.exitCode()).as(printed.err()).isZero();
    assertThat(printed.out()).contains("\ntop-k: 3\n", "\n#group-id: flink-mobilenet\n");
    assertThat(requests).isEmpty();
    Path file = Files.writeString(folder.resolve("job.yaml"), printed.out());
    assertThat(submit("--config=" + file).exitCode()).isZero();
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("--top-k=3", "--kafka.linger.ms=5");
    assertThat(submit("--print-config", "--kafka.ssl.key.password=hunter2").out())
        .doesNotContain("hunter2");
  }

  @Test
  void showsTheJobsOwnReasonInOneLine() {
    runStatus = 400;
    answers.put(
        "POST /jars/1234_job.jar/run",
        """
        {"errors": ["org.apache.flink.runtime.rest.handler.RestHandlerException: Could not run\\n\
        \\tat org.apache.flink.A.a(A.java:1)\\n\
        Caused by: org.apache.flink.client.program.ProgramInvocationException: main failed\\n\
        \\tat org.apache.flink.B.b(B.java:2)\\n\
        Caused by: java.lang.IllegalStateException: no checkpoint directory: set it\\n\
        \\t... 7 more"]}
        """);
    Invocation run = submit();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .endsWith("refused /jars/1234_job.jar/run: no checkpoint directory: set it");
    assertThat(requests).containsKey("DELETE /jars/1234_job.jar");
    assertThat(submit("--verbose").err()).contains("\tat ");
  }

  @Test
  void waitsForTheEndAndSaysWhyItFailed() {
    answers.put("GET /jobs/c0ffee", "{\"state\": \"FINISHED\"}");
    assertThat(submit("--wait").exitCode()).isZero();

    answers.put("GET /jobs/c0ffee", "{\"state\": \"FAILED\"}");
    answers.put(
        "GET /jobs/c0ffee/exceptions",
        "{\"root-exception\": \"a.b.JobException: x\\n"
            + "Caused by: a.b.TimeoutException: no broker\"}");
    Invocation run = submit("--wait");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("job c0ffee is FAILED: no broker");
  }

  @Test
  void waitsForAClusterThatHasJustStarted() {
    notYet = 2;
    Invocation run = submit();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(notYet).isZero();
  }

  @Test
  void refusesASecondJobOfAGroup() {
    runsAlready("pets", "a:9092,b:9092");
    Invocation run = submit("--group-id=pets", "--bootstrap-servers=b:9092, c:9092");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("job 0ld with --group-id pets is running")
        .contains("--replace")
        .contains("mobilenet stop --job 0ld")
        .contains("another --group-id");
    assertThat(requests).doesNotContainKeys("POST /jars/upload", "POST /jobs/0ld/stop");

    assertThat(submit("--group-id=dogs", "--bootstrap-servers=b:9092").exitCode()).isZero();
    // Whether these are brokers of the same cluster is not known.
    assertThat(submit("--group-id=pets", "--bootstrap-servers=d:9092").exitCode()).isEqualTo(1);
    answers.put("GET /jobs/overview", overview("CANCELED"));
    assertThat(submit("--group-id=pets", "--bootstrap-servers=b:9092").exitCode()).isZero();
  }

  @Test
  void tellsKafkaClustersApartByTheirIdsAndNotByTheNamesOfTheirBrokers() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.startEmpty()) {
      String servers = kafka.bootstrapServers();
      String id = TopicCheck.clusterId(new KafkaProperties(servers, Map.of())).orElseThrow();
      runsAlready("pets", "somewhere:9092", id);
      assertThat(submit("--group-id=pets", "--bootstrap-servers=" + servers).exitCode())
          .isEqualTo(1);
      runsAlready("pets", servers, "another");
      assertThat(submit("--group-id=pets", "--bootstrap-servers=" + servers).exitCode()).isZero();
      assertThat(submit("--group-id=pets", "--bootstrap-servers=localhost:1").exitCode())
          .isEqualTo(1);
    }
  }

  /** The model has 14 MB. */
  @Test
  void tellsWhenCheckpointsGetTooManyBytesOfModels() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all())) {
      String servers = "--bootstrap-servers=" + kafka.bootstrapServers();
      ModelArtifact artifact = TestModels.artifact(1, 32, 2400);
      ModelRegistry.of(new KafkaProperties(kafka.bootstrapServers(), Map.of()), "models", "status")
          .publish(
              new ModelKey("signs", "1"),
              new ModelContent(
                  artifact.digest(),
                  artifact.bytes(),
                  Geometries.toManifest(artifact.preprocessing().geometry())));

      startsWithParallelism(32);
      assertThat(submit(servers).err().lines())
          .last(InstanceOfAssertFactories.STRING)
          .matches(
              "mobilenet: each checkpoint gets 4[0-9]{2} MB of models, because each of 32 subtasks"
                  + " writes all of them; with --model-state sharded it gets 1[34] MB");
      assertThat(submit(servers, "--model-state=sharded").err()).doesNotContain("checkpoint");
      String key = SigningKey.generate().verificationKey().base64();
      assertThat(submit(servers, "--trusted-keys=" + key).err()).isEmpty();
      assertThat(submit(servers, "--max-model-bytes=13mb").err()).doesNotContain("checkpoint");
      startsWithParallelism(16);
      assertThat(submit(servers).err()).doesNotContain("checkpoint");
    }
  }

  @Test
  void startsTheJobAlsoWhereKafkaDoesNotAnswerHere() {
    startsWithParallelism(32);
    Invocation run = submit("--bootstrap-servers=localhost:1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).doesNotContain("checkpoint");
  }

  private void startsWithParallelism(int parallelism) {
    answers.put(
        "GET /jobs/c0ffee",
        "{\"vertices\": [{\"parallelism\": 1}, {\"parallelism\": %d}]}".formatted(parallelism));
  }

  @Test
  void replacesTheJobOfTheGroupAndGoesOnFromItsSavepoint() {
    runsAlready("flink-mobilenet", "localhost:9092");
    answers.put("POST /jobs/0ld/stop", "{\"request-id\": \"7\"}");
    answers.put(
        "GET /jobs/0ld/savepoints/7",
        "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"file:/s/1\"}}");
    Invocation run =
        submit("--bootstrap-servers=localhost:9092", "--replace", "--savepoint-dir=file:/s");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(requests.get("POST /jobs/0ld/stop")).contains("\"targetDirectory\":\"file:/s\"");
    assertThat(requests.get("POST /jars/1234_job.jar/run"))
        .contains("\"savepointPath\":\"file:/s/1\"");
    assertThat(run.json().get(0).get("stopped").asText()).isEqualTo("0ld");
    assertThat(run.json().get(0).get("savepoint").asText()).isEqualTo("file:/s/1");
    assertThat(run.json().get(1).get("job").asText()).isEqualTo("c0ffee");

    runStatus = 400;
    answers.put("POST /jars/1234_job.jar/run", "{\"errors\": [\"a.b.C: no\"]}");
    Invocation failed = submit("--bootstrap-servers=localhost:9092", "--replace");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("continue with submit --from-savepoint file:/s/1");
  }

  @Test
  void replacesNothingWhereNothingRunsAndSaysSo() {
    Invocation run = submit("--replace");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("no job with --group-id flink-mobilenet is running");
    assertThat(requests.get("POST /jars/1234_job.jar/run")).doesNotContain("savepointPath");
    assertThat(submit("--replace", "--from-savepoint=file:/s").exitCode()).isEqualTo(2);
    assertThat(submit("--savepoint-dir=file:/s").exitCode()).isEqualTo(2);
  }

  private void runsAlready(String group, String servers) {
    runsAlready(group, servers, "");
  }

  private void runsAlready(String group, String servers, String kafkaCluster) {
    answers.put("GET /jobs/overview", overview("RUNNING"));
    answers.put(
        "GET /jobs/0ld/config",
        """
        {"execution-config": {"user-config":
          {"group-id": "%s", "bootstrap-servers": "%s", "kafka-cluster": "%s"}}}
        """
            .formatted(group, servers, kafkaCluster));
    answers.put("GET /jobs/other/config", "{\"execution-config\": {\"user-config\": {}}}");
  }

  private static String overview(String state) {
    return """
    {"jobs": [{"jid": "other", "name": "somebody's", "state": "RUNNING"},
              {"jid": "0ld", "name": "flink-mobilenet", "state": "%s"}]}
    """
        .formatted(state);
  }

  @Test
  void refusesWrongJobOptionsBeforeAnythingTravels() {
    Invocation run = submit("--top-k=0");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--top-k: expected at least 1, found '0'");
    assertThat(submit("--delivery=maybe").exitCode()).isEqualTo(2);
    assertThat(submit("--parallelism=0").exitCode()).isEqualTo(2);
    assertThat(submit("--nonsense").exitCode()).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void tellsWhenNoClusterAnswers() throws IOException {
    String closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = "http://localhost:" + socket.getLocalPort();
    }
    Invocation run = Invocation.of("submit", "--flink", closed, "--jar", jar.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines()).singleElement().asString().contains(closed);

    answers.put("POST /jars/upload", "<html>a printer</html>");
    Invocation printer = submit();
    assertThat(printer.exitCode()).isEqualTo(3);
    assertThat(printer.err()).contains("is not a Flink cluster");
  }

  @Test
  void refusesAddressesThatAreNone() {
    Invocation run = Invocation.of("submit", "--flink", "localhost", "--jar", jar.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("http://HOST:PORT");
    Invocation noJar =
        Invocation.of("submit", "--flink", "http://localhost:1", "--jar", folder + "/gone.jar");
    assertThat(noJar.exitCode()).isEqualTo(2);
    assertThat(noJar.err()).contains("gone.jar");
  }

  private Invocation submit(String... options) {
    List<String> all = new ArrayList<>(List.of("submit", "--jar=" + jar));
    all.add("--flink=http://localhost:" + server.getAddress().getPort() + "/");
    all.addAll(List.of(options));
    return Invocation.of(all.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.put(request, body);
    byte[] answer = answers.getOrDefault(request, "{}").getBytes(StandardCharsets.UTF_8);
    int status = request.endsWith("/run") ? runStatus : 200;
    if (request.equals("GET /jobs/overview") && notYet > 0) {
      notYet--;
      status = 503;
    }
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
