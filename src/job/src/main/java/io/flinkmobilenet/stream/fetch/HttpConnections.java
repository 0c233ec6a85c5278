package io.flinkmobilenet.stream.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Connections that wait for their next request, by scheme, host and port. */
final class HttpConnections implements Closeable {
  private final int most;
  private final Map<String, Deque<HttpConnection>> resting = new HashMap<>();
  private int count;
  private boolean closed;

  /** Keeps at most the given number of connections. */
  HttpConnections(int most) {
    this.most = most;
  }

  /** Returns a connection to the server of the URI; null if none is resting. */
  synchronized HttpConnection take(ImageUri uri) throws IOException {
    Deque<HttpConnection> connections = resting.getOrDefault(key(uri), new ArrayDeque<>());
    while (!connections.isEmpty()) {
      HttpConnection connection = connections.pop();
      count--;
      if (!connection.restedTooLong()) {
        return connection;
      }
      connection.close();
    }
    resting.remove(key(uri));
    return null;
  }

  synchronized void putBack(ImageUri uri, HttpConnection connection) throws IOException {
    if (closed || count >= most) {
      connection.close();
      return;
    }
    connection.rest();
    count++;
    resting.computeIfAbsent(key(uri), key -> new ArrayDeque<>()).push(connection);
  }

  private static String key(ImageUri uri) {
    return uri.scheme() + "://" + uri.authority();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (Deque<HttpConnection> connections : resting.values()) {
      for (HttpConnection connection : connections) {
        connection.close();
      }
    }
    resting.clear();
  }
}
