package io.flinkmobilenet.showcase.watch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends snapshots to all watchers four times per second, regardless of the rate of images, as <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>.
 *
 * <p>Each event carries the full state, so a client that missed some needs no replay. A slow client
 * gets fewer events, and one that does not read at all is disconnected.
 */
final class EventStream implements AutoCloseable {
  static final int MOST_WATCHERS = 16;
  private static final long PERIOD_MILLIS = 250;

  private final Supplier<byte[]> snapshots;
  private final Duration timeout;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch-events");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Creates a stream of the supplier's snapshots.
   *
   * @param snapshots supplies one line of UTF-8
   * @param timeout time after which a client that reads nothing is disconnected
   */
  EventStream(Supplier<byte[]> snapshots, Duration timeout) {
    this.snapshots = snapshots;
    this.timeout = timeout;
    clock.scheduleWithFixedDelay(this::send, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Answers a request with events for as long as the connection is open. */
  void open(Request request, Response response, Callback callback) {
    if (watchers.size() >= MOST_WATCHERS) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
      Answer.status(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return;
    }
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      response.write(true, null, callback);
      return;
    }
    Watcher watcher = new Watcher(request, response, callback, timeout, watchers::remove);
    watchers.add(watcher);
    watcher.offer(Event.of(snapshots.get()));
  }

  /** Number of watchers. */
  int watchers() {
    return watchers.size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    watchers.forEach(Watcher::drop);
  }

  private void send() {
    if (!watchers.isEmpty()) {
      byte[] event = Event.of(snapshots.get());
      watchers.forEach(watcher -> watcher.offer(event));
    }
  }
}
