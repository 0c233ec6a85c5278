package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final String STOP = "POST /jobs/c0ffee/stop";
  private static final String SAVEPOINT = "GET /jobs/c0ffee/savepoints/7";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> requests = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("GET /jobs/overview", jobs("c0ffee RUNNING", "0ld CANCELED"));
    answers.put(STOP, "{\"request-id\": \"7\"}");
    answers.put(
        SAVEPOINT,
        "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"file:/s/1\"}}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void stopsTheOneJobThatRunsAndSaysWhereTheSavepointIs() {
    Invocation run = run("--savepoint-dir=file:/s");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("job").asText()).isEqualTo("c0ffee");
    assertThat(run.json().get(0).get("savepoint").asText()).isEqualTo("file:/s/1");
    assertThat(requests.get(STOP))
        .contains("\"targetDirectory\":\"file:/s\"")
        .contains("\"drain\":false");
  }

  @Test
  void doesNotGuessWhereSeveralOrNoneRun() {
    answers.put("GET /jobs/overview", jobs("c0ffee RUNNING", "cafe RESTARTING"));
    Invocation several = run();
    assertThat(several.exitCode()).isEqualTo(1);
    assertThat(several.err()).contains("c0ffee").contains("cafe").contains("--job");
    assertThat(run("--job=c0ffee").exitCode()).isZero();

    answers.put("GET /jobs/overview", jobs("0ld FINISHED"));
    assertThat(run().err()).contains("found none").doesNotContain("--job");
  }

  @Test
  void findsAJobOfAnotherGroupByItsName() {
    answers.put(
        "GET /jobs/overview",
        jobs("c0ffee RUNNING").replace("flink-mobilenet", "flink-mobilenet (pets)"));
    assertThat(run().json().get(0).get("job").asText()).isEqualTo("c0ffee");
    answers.put(
        "GET /jobs/overview",
        jobs("c0ffee RUNNING").replace("flink-mobilenet", "flink-mobilenets"));
    assertThat(run().err()).contains("found none");
  }

  @Test
  void cancelsWithoutASavepointWhereAskedTo() {
    answers.put("PATCH /jobs/c0ffee", "{}");
    Invocation run = run("--cancel");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("job").asText()).isEqualTo("c0ffee");
    assertThat(run.json().get(0).get("savepoint").isNull()).isTrue();
    assertThat(requests).containsKey("PATCH /jobs/c0ffee").doesNotContainKey(STOP);
    assertThat(run("--cancel", "--savepoint-dir=file:/s").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhatToDoAboutAJobThatHasNoModelYet() {
    answers.put(
        SAVEPOINT,
        """
        {"status": {"id": "COMPLETED"}, "operation": {"failure-cause": {"stack-trace":
          "CheckpointException: Checkpoint triggering task classify is not being executed at the moment. Aborting checkpoint. Failure reason: Not all required tasks are currently running."}}}
        """);
    Invocation run = run();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("waits for its first model")
        .contains("mobilenet model publish")
        .contains("mobilenet stop --cancel")
        .doesNotContain("Checkpoint");
  }

  @Test
  void saysWhyThereIsNoSavepoint() {
    answers.put(
        SAVEPOINT,
        """
        {"status": {"id": "COMPLETED"}, "operation": {"failure-cause": {"class": "a.B",\
         "stack-trace": "a.B: not now\\nCaused by: a.b.DiskException: disk full"}}}
        """);
    Invocation run = run();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("job c0ffee was not stopped: disk full");

    answers.put(SAVEPOINT, "{\"status\": {\"id\": \"IN_PROGRESS\"}}");
    Invocation late = run("--timeout=1ms");
    assertThat(late.exitCode()).isEqualTo(3);
    assertThat(late.err()).contains("expected a savepoint within 1 ms");
  }

  private static String jobs(String... jobs) {
    List<String> entries = new ArrayList<>();
    entries.add("{\"jid\": \"other\", \"name\": \"somebody's\", \"state\": \"RUNNING\"}");
    for (String job : jobs) {
      String[] parts = job.split(" ");
      entries.add(
          "{\"jid\": \"%s\", \"name\": \"flink-mobilenet\", \"state\": \"%s\"}"
              .formatted(parts[0], parts[1]));
    }
    return "{\"jobs\": [" + String.join(", ", entries) + "]}";
  }

  private Invocation run(String... options) {
    List<String> all = new ArrayList<>(List.of("stop"));
    all.add("--flink=http://localhost:" + server.getAddress().getPort());
    all.addAll(List.of(options));
    return Invocation.of(all.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.put(request, body);
    byte[] answer = answers.getOrDefault(request, "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
