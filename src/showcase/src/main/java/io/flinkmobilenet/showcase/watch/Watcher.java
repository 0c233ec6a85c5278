package io.flinkmobilenet.showcase.watch;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A client that watches. At most one event is being sent to it at a time, and none is queued. */
final class Watcher {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final long patienceNanos;
  private final Consumer<Watcher> gone;
  private boolean writing;
  private long since;

  /**
   * Creates a watcher for an open response.
   *
   * @param callback completed when the response has ended
   * @param timeout time after which a client that reads nothing is disconnected
   * @param gone also called when the response has ended
   */
  Watcher(
      Request request,
      Response response,
      Callback callback,
      Duration timeout,
      Consumer<Watcher> gone) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.patienceNanos = timeout.toNanos();
    this.gone = gone;
  }

  /** Sends an event unless an earlier one is still being sent. */
  void offer(byte[] event) {
    if (begin()) {
      response.write(false, ByteBuffer.wrap(event), Callback.from(this::sent, this::failed));
    } else if (isStuck()) {
      drop();
    }
  }

  /** Ends the response, immediately if an event is being sent. */
  void drop() {
    gone.accept(this);
    if (begin()) {
      callback.succeeded();
    } else {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }

  private synchronized boolean begin() {
    if (writing) {
      return false;
    }
    writing = true;
    since = System.nanoTime();
    return true;
  }

  private synchronized boolean isStuck() {
    return System.nanoTime() - since > patienceNanos;
  }

  private synchronized void sent() {
    writing = false;
  }

  private void failed(Throwable failure) {
    gone.accept(this);
    callback.failed(failure);
  }
}
