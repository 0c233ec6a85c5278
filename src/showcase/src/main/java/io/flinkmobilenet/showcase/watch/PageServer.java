package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the page over HTTP. */
final class PageServer implements AutoCloseable {
  private static final int THREADS = 12;
  private static final int MOST_CONNECTIONS = 100;
  private static final int IDLE_MILLIS = 30_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Small, so that a client that does not read is noticed before much data is buffered for it. */
  private static final int SEND_BUFFER_BYTES = 64 << 10;

  private final Server server;
  private final EventStream events;
  private final URI address;

  private PageServer(Server server, EventStream events, URI address) {
    this.server = server;
    this.events = events;
    this.address = address;
  }

  /**
   * Starts the server.
   *
   * @param port 0 for a free one
   * @param snapshots supplies what the page shows
   * @param images encoded file of an image by its sequence number
   * @throws CommandFailure if it cannot listen at this address
   */
  static PageServer start(
      String bind,
      int port,
      Supplier<WatchSnapshot> snapshots,
      LongFunction<Optional<byte[]>> images)
      throws CommandFailure {
    EventStream events = new EventStream(() -> SnapshotJson.of(snapshots.get()), TIMEOUT);
    Server server = server();
    try {
      InetAddress host = InetAddress.getByName(bind);
      ServerConnector connector = connector(server, bind, port);
      server.setHandler(new PageHandler(HostCheck.of(bind, host), events, images));
      server.setErrorHandler(new PlainErrors());
      server.start();
      return new PageServer(server, events, address(bind, host, connector.getLocalPort()));
    } catch (UnknownHostException e) {
      events.close();
      throw CommandFailure.usage("--bind: expected an address of this machine, found " + bind, e);
    } catch (Exception e) {
      // Jetty's start() declares no more than Exception.
      events.close();
      stop(server);
      throw taken(bind, port, e);
    }
  }

  /**
   * Checks whether the server could listen at this address.
   *
   * @throws CommandFailure if it could not, like {@link #start}
   */
  static void requireFree(String bind, int port) throws CommandFailure {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (IOException e) {
      throw taken(bind, port, e);
    }
  }

  private static CommandFailure taken(String bind, int port, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return CommandFailure.service(
        "cannot listen on %s:%d: %s".formatted(bind, port, cause.getMessage()), failure);
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    events.close();
    stop(server);
  }

  private static Server server() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("watch-page");
    threads.setDaemon(true);
    return new Server(threads);
  }

  private static ServerConnector connector(Server server, String bind, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(bind);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private static URI address(String bind, InetAddress host, int port) {
    String name = host.isAnyLocalAddress() ? "localhost" : bind;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/");
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the page's server did not stop", e);
    }
  }
}
