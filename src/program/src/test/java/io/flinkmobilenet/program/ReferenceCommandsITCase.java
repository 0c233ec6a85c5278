package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ImageEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing by reference and the frames of a camera, against a real broker. */
@Timeout(120)
class ReferenceCommandsITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.startEmpty();
    kafka.createTopic("images", 1, Map.of());
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  private List<ImageEvent> events(int count) throws Exception {
    return PublishedImages.read(kafka.bootstrapServers(), "images", count, DEADLINE);
  }

  @Test
  void publishesReferencesToFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("an owl.jpg"), "an owl");
    String servers = "--bootstrap-servers=" + kafka.bootstrapServers();
    Invocation local =
        Invocation.of("publish", "--by-reference", "--all", servers, folder.toString());
    assertThat(local.exitCode()).as(local.err()).isZero();
    Invocation remote =
        Invocation.of(
            "publish",
            "--by-reference",
            "--uri-base=https://example.org/birds",
            "--all",
            servers,
            folder.toString());
    assertThat(remote.exitCode()).as(remote.err()).isZero();

    List<ImageEvent> events = events(2);
    assertThat(events)
        .extracting(ImageEvent::getUri)
        .containsExactly(
            "file://" + file.toRealPath().toUri().getRawPath(),
            "https://example.org/birds/an%20owl.jpg");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("an owl".getBytes(StandardCharsets.UTF_8));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.getImage().remaining()).isZero();
              assertThat(event.getSha256()).isEqualTo(HexFormat.of().formatHex(digest));
              assertThat(event.getId()).isEqualTo("an owl.jpg");
            });
  }

  @Test
  void sendsFramesAndConnectsAgain() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicInteger connections = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/stream",
        exchange -> {
          int connection = connections.incrementAndGet();
          exchange
              .getResponseHeaders()
              .set("Content-Type", "multipart/x-mixed-replace; boundary=f");
          exchange.sendResponseHeaders(200, 0);
          frame(exchange.getResponseBody(), "frame " + connection);
          exchange.close();
        });
    server.start();
    try {
      Invocation run =
          Invocation.of(
              "frames",
              "--frames=2",
              "--source=gate",
              "--bootstrap-servers=" + kafka.bootstrapServers(),
              "http://127.0.0.1:" + server.getAddress().getPort() + "/stream");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("the stream ended; connecting again in 0.5 s");
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }

    List<ImageEvent> events = events(2);
    assertThat(events)
        .extracting(ImageEvent::getImage)
        .containsExactly(bytes("frame 1"), bytes("frame 2"));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.getId()).isEqualTo("gate/" + event.getCapturedAt());
              assertThat(event.getSource()).isEqualTo("gate");
            })
        .extracting(ImageEvent::getId)
        .doesNotHaveDuplicates();
  }

  private static void frame(OutputStream out, String content) throws IOException {
    String head = "--f\r\nContent-Length: " + content.length() + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write((content + "\r\n--f--\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
