package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that does not read does not affect others. */
@Timeout(60)
class EventStreamTest {
  private static final byte[] LARGE = new byte[1 << 20];

  private final AtomicInteger snapshots = new AtomicInteger();
  private final EventStream events = new EventStream(this::snapshot, Duration.ofSeconds(1));
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  @BeforeEach
  void start() throws Exception {
    Arrays.fill(LARGE, (byte) 'x');
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            events.open(request, response, callback);
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    events.close();
    server.stop();
  }

  @Test
  void dropsWhoDoesNotRead() throws IOException {
    try (Socket sleeper = connect(4096)) {
      await(() -> events.watchers() == 1);
      await(() -> events.watchers() == 0);
      assertThat(sleeper.isClosed()).isFalse();
    }
  }

  @Test
  void goesOnForTheOthers() throws IOException {
    try (Socket sleeper = connect(4096);
        Socket reader = connect(1 << 20)) {
      await(() -> events.watchers() == 2);
      InputStream stream = reader.getInputStream();
      long wanted = 20L * LARGE.length;
      for (long read = 0; read < wanted; read += stream.readNBytes(1 << 16).length) {
        assertThat(reader.isClosed()).isFalse();
      }
      await(() -> events.watchers() == 1);
      assertThat(sleeper.isClosed()).isFalse();
    }
  }

  @Test
  void makesNoSnapshotsForNobody() throws IOException {
    try (Socket reader = connect(4096)) {
      await(() -> events.watchers() == 1);
      assertThat(reader.isClosed()).isFalse();
    }
    await(() -> events.watchers() == 0);
    int made = snapshots.get();
    LockSupport.parkNanos(Duration.ofMillis(800).toNanos());
    assertThat(snapshots.get()).isEqualTo(made);
  }

  private byte[] snapshot() {
    snapshots.incrementAndGet();
    return LARGE;
  }

  private Socket connect(int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
