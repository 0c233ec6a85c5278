package io.flinkmobilenet.cli.watch;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One who watches: at most one event is on its way to him, and none waits. */
final class Watcher {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final long patienceNanos;
  private final Consumer<Watcher> gone;
  private boolean writing;
  private long since;

  /**
   * A watcher whose answer is open.
   *
   * @param callback is told when it is not open any more
   * @param patience who takes nothing for so long is gone, or will never keep up
   * @param gone is told when it is not open any more, as well
   */
  Watcher(
      Request request,
      Response response,
      Callback callback,
      Duration patience,
      Consumer<Watcher> gone) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.patienceNanos = patience.toNanos();
    this.gone = gone;
  }

  /** Sends an event, unless an earlier one is still on its way. */
  void offer(byte[] event) {
    if (begin()) {
      response.write(false, ByteBuffer.wrap(event), Callback.from(this::sent, this::failed));
    } else if (isStuck()) {
      drop();
    }
  }

  /** Ends the answer, at once where an event is on its way. */
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
