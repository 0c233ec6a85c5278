package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.Background;
import io.flinkmobilenet.model.TestModels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration with the camera, as a new user sees it after cloning the repository. */
class CameraDemoITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PAGE = Pattern.compile("\"page\":\"(http[^\"]+)\"");
  private static final long SECONDS = 180;

  @TempDir private Path folder;

  @Test
  void showsAModelThatTakesOverFromAnother() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> demo =
        CompletableFuture.supplyAsync(
            () ->
                Main.run(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    "demo",
                    "--for=12s",
                    "--port=0",
                    "--rate=20",
                    "--format=json"),
            Background.THREADS);
    assertThat(get(page(out, demo))).contains("<html").contains("<script");

    assertThat(demo.get(SECONDS, TimeUnit.SECONDS)).as(err + "\n" + out).isZero();
    List<JsonNode> lines = lines(out);
    JsonNode summary = lines.get(lines.size() - 1).get("summary");
    assertThat(summary.get("pictures").asLong()).isPositive();
    assertThat(summary.get("predicted")).isEqualTo(summary.get("pictures"));
    assertThat(summary.get("lost").asLong()).isZero();
    assertThat(summary.get("twice").asLong()).isZero();
    assertThat(summary.get("models"))
        .extracting(line -> line.get("model").asText())
        .containsExactly("roadsigns/1", "roadsigns/2");
    assertThat(summary.at("/models/1/accuracy").asDouble())
        .isGreaterThan(summary.at("/models/0/accuracy").asDouble());
    assertThat(summary.at("/models/1/firstAfter").asDouble())
        .isGreaterThanOrEqualTo(summary.get("swapPublished").asDouble() - 0.5);
    assertThat(lines)
        .extracting(line -> line.at("/model/inCharge").asText())
        .contains("roadsigns/1", "roadsigns/2");
    Leftovers.requireNone();
  }

  @Test
  void showsOneModelOfTheUsers() throws Exception {
    Path model = folder.resolve("pets");
    TestModels.writeDirectory(model, 1, 32, 10);
    StringWriter terminal = new StringWriter();
    int code =
        onATerminal(
            terminal, "demo", "--model=" + model, "--for=5s", "--no-page", "--format=table");
    assertThat(code).as(terminal.toString()).isZero();
    assertThat(terminal.toString().split("the camera starts"))
        .as("it starts once, and is not said to start again")
        .satisfiesExactly(
            before -> assertThat(before).contains("starting the job", "pets/1 is active"),
            after -> assertThat(after).doesNotContain("starting the job"));
    assertThat(terminal.toString())
        .contains("0 rejected, 0 not sent, 0 lost, 0 twice")
        .containsPattern("pets/1 from [0-9.]+ s: [0-9,]+ images")
        .doesNotContain("http://")
        .doesNotContain("right");
    Leftovers.requireNone();
  }

  @Test
  void findsATakenPortBeforeAnythingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StringWriter terminal = new StringWriter();
      int code = onATerminal(terminal, "demo", "--port=" + taken.getLocalPort());
      assertThat(code).isEqualTo(3);
      assertThat(terminal.toString().lines())
          .singleElement()
          .asString()
          .startsWith("mobilenet: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
    }
  }

  private static int onATerminal(StringWriter terminal, String... arguments) {
    System.setProperty("flinkmobilenet.stderr.terminal", "true");
    try {
      PrintWriter writer = new PrintWriter(terminal);
      return Main.run(writer, writer, arguments);
    } finally {
      System.clearProperty("flinkmobilenet.stderr.terminal");
    }
  }

  private static URI page(StringWriter out, CompletableFuture<Integer> demo) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < deadline && !demo.isDone()) {
      Matcher page = PAGE.matcher(out.toString());
      if (page.find()) {
        return URI.create(page.group(1));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("no page: " + out);
  }

  private static String get(URI page) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static List<JsonNode> lines(StringWriter out) throws Exception {
    return JSON.readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
  }
}
