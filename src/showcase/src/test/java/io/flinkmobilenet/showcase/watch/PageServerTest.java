package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ModelState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageServerTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1};
  private static final Map<Long, byte[]> IMAGES =
      Map.of(1L, JPEG, 2L, "<html><script>".getBytes(StandardCharsets.US_ASCII));

  private final HttpClient client = HttpClient.newHttpClient();
  private final WatchState state = new WatchState(Clock.systemUTC());
  private PageServer server;

  @BeforeEach
  void start() throws CommandFailure {
    server =
        PageServer.start(
            "127.0.0.1",
            0,
            () -> state.snapshot(List.of()),
            number -> Optional.ofNullable(IMAGES.get(number)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/?x=1, text/html; charset=utf-8",
    "/watch.js, text/javascript; charset=utf-8",
    "/colours.js, text/javascript; charset=utf-8",
    "/deployment.js, text/javascript; charset=utf-8",
    "/watch.css, text/css; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/pictures/1, image/jpeg",
  })
  void servesItsFilesAndImages(String path, String type) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(answer.body()).isNotEmpty();
    HttpResponse<byte[]> head = send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString(answer.body().length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/watch.js", "/pictures/1", "/pictures/2", "/nothing", "/events"})
  void tellsTheBrowserWhatItMustNotDo(String path) throws Exception {
    var headers = send("HEAD", path).headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http", "data:");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing, 404",
    "/index.html, 404",
    "/pictures/3, 404",
    "/pictures/, 404",
    "/pictures/-1, 404",
    "/pictures/1x, 404",
    "/pictures/99999999999999999999999, 404",
    "/Watch.class, 404",
    "/io/flinkmobilenet/showcase/watch/index.html, 404",
    "/pictures/2, 415",
  })
  void hasNothingElse(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../watch.js", "/%2e%2e/%2e%2e/etc/passwd", "//watch.js/../..", "/%00"})
  void leavesItsFolderForNobody(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1", "Host: localhost"))
        .containsPattern("^HTTP/1.1 (400|404) ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void onlyReads(String method) throws Exception {
    for (String path : List.of("/", "/events", "/pictures/1")) {
      HttpResponse<byte[]> answer = send(method, path);
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:1234, 200",
    "127.0.0.1, 200",
    "[::1]:8090, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example:80, 421",
    "192.168.0.1, 421",
  })
  void answersToItsOwnNamesOnly(String host, int status) throws Exception {
    for (String path : List.of("/", "/pictures/1")) {
      assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + host))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void answersToAnyNameOnOtherInterfaces() throws Exception {
    HostCheck everywhere = HostCheck.of("0.0.0.0", InetAddress.getByName("0.0.0.0"));
    assertThat(everywhere.allows("camera.example")).isTrue();
    assertThat(HostCheck.of("::1", InetAddress.getByName("::1")).allows("camera.example"))
        .isFalse();
  }

  @Test
  void saysNothingOfItselfWhereARequestIsMalformed() throws Exception {
    assertThat(raw("GET / HTTP/1.1"))
        .startsWith("HTTP/1.1 400")
        .contains("nosniff")
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  void sendsSnapshotsAsOneLineOfJsonWhateverIsInThem() throws Exception {
    String hostile = "</script><img src=x onerror=alert(1)>\n\ndata: \u2028\"\\";
    state.image(WatchEvents.image(hostile, hostile, JPEG));
    state.prediction(WatchEvents.prediction(hostile, hostile, Instant.now(), 5, hostile));
    state.rejected(WatchEvents.rejection(hostile, Instant.now(), hostile));
    state.status(WatchEvents.status(hostile, ModelState.ACTIVE, Instant.now()));
    try (InputStream stream = events()) {
      List<JsonNode> events = read(stream, 3);
      assertThat(events)
          .allSatisfy(
              event -> {
                JsonNode image = event.at("/pictures/0");
                assertThat(image.get("id").asText()).isEqualTo(hostile);
                assertThat(image.get("truth").asText()).isEqualTo(hostile);
                assertThat(image.at("/classes/0/label").asText()).isEqualTo(hostile);
                assertThat(event.at("/rejected/0/message").asText()).isEqualTo(hostile);
                assertThat(event.at("/inCharge/model").asText()).isEqualTo("signs/" + hostile);
              });
    }
  }

  @Test
  void sendsFourTimesASecondAtMost() throws Exception {
    try (InputStream stream = events()) {
      // The first event arrives immediately, the others at fixed intervals.
      List<JsonNode> events = read(stream, 7);
      long between = events.get(6).get("now").asLong() - events.get(1).get("now").asLong();
      assertThat(between).isGreaterThanOrEqualTo(1240);
    }
  }

  @Test
  void letsSoManyWatchAndNoMore() throws Exception {
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < EventStream.MOST_WATCHERS; i++) {
      open.add(events());
    }
    assertThat(get("/events").statusCode()).isEqualTo(503);
    open.remove(0).close();
    // A closed connection is noticed when the next event is sent.
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (statusOfEvents() == 503) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
    }
    for (InputStream stream : open) {
      stream.close();
    }
  }

  @Test
  void refusesAPortThatIsTaken() {
    int taken = server.address().getPort();
    assertThatThrownBy(
            () -> PageServer.start("127.0.0.1", taken, () -> null, number -> Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("127.0.0.1:" + taken);
    assertThatThrownBy(
            () -> PageServer.start("256.0.0.1", 0, () -> null, number -> Optional.empty()))
        .isInstanceOf(CommandFailure.class);
  }

  private int statusOfEvents() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/events")).build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private InputStream events() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(HttpRequest.newBuilder(uri("/events")).build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return answer.body();
  }

  private static List<JsonNode> read(InputStream stream, int count) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1);
    List<JsonNode> events = new ArrayList<>();
    while (events.size() < count) {
      String line = lines.readLine();
      assertThat(line).startsWith("data: ");
      events.add(new ObjectMapper().readTree(line.substring("data: ".length())));
      assertThat(lines.readLine()).isEmpty();
    }
    return events;
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<byte[]> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  /**
   * Sends a request that a well-behaved client would not send and returns the first bytes of the
   * response.
   */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private URI uri(String path) {
    return server.address().resolve(path);
  }
}
