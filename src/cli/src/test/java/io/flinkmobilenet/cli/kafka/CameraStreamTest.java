package io.flinkmobilenet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CameraStreamTest {
  private static final int MOST_BYTES = 100;

  private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private URI answer(int status, String type, String body) {
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return address();
  }

  private CameraStream open(URI camera) {
    return CameraStream.start(camera, MOST_BYTES, CameraStream.LONGEST_SILENCE, complaints::add);
  }

  private String complaint() throws InterruptedException {
    return complaints.poll(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @CsvSource({
    "404, text/html, 'expected status 200, found 404'",
    "200, image/jpeg, 'expected multipart content with a boundary, found image/jpeg'",
    "200, multipart/x; boundary=b, the stream ended",
  })
  void saysWhyItConnectsAgain(int status, String type, String reason) throws Exception {
    URI camera = answer(status, type, "--b--");
    try (CameraStream stream = open(camera)) {
      assertThat(complaint()).isEqualTo("%s: %s; connecting again in 1.0 s", camera, reason);
      assertThat(stream.take()).isNull();
    }
  }

  @Test
  void namesTheHostThatCannotBeReached() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI camera = URI.create("http://127.0.0.1:" + port + "/a");
    try (CameraStream stream = open(camera)) {
      assertThat(complaint())
          .isEqualTo("%s: no connection to 127.0.0.1:%d; connecting again in 1.0 s", camera, port);
      assertThat(stream.take()).isNull();
    }
  }

  @Test
  void saysOnceThatItSkipsParts() throws Exception {
    String text = "--b\r\nContent-Type: text/plain\r\n\r\nt\r\n";
    URI camera =
        answer(
            200, "multipart/x; boundary=b", text + text + "--b\r\n\r\nan image\r\n--b--" + "\r\n");
    try (CameraStream stream = open(camera)) {
      assertThat(complaint())
          .isEqualTo(camera + ": skips parts of type text/plain, which are no images");
      assertThat(complaint()).isEqualTo("%s: the stream ended; connecting again in 0.5 s", camera);
      assertThat(stream.take().image()).asString().isEqualTo("an image");
    }
  }

  @Test
  void connectsAgainIfOnlyEmptyPartsCome() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "multipart/x; boundary=b");
          exchange.sendResponseHeaders(200, 0);
          // Until the connection is closed, which is a failure here.
          while (true) {
            exchange.getResponseBody().write("--b\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
          }
        });
    URI camera = address();
    try (CameraStream stream =
        CameraStream.start(camera, MOST_BYTES, Duration.ofSeconds(1), complaints::add)) {
      String complaint = null;
      while (complaint == null) {
        assertThat(stream.take()).isNull();
        complaint = complaints.poll(10, TimeUnit.MILLISECONDS);
      }
      assertThat(complaint)
          .isEqualTo("%s: no frame came for 1 s; connecting again in 1.0 s", camera);
    }
  }
}
