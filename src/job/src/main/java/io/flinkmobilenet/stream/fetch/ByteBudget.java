package io.flinkmobilenet.stream.fetch;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the bytes of all images that are being fetched or wait to be sent on. A reservation is
 * made before the first byte is read, for the length that the source declares, or else for the
 * longest image, so that no two fetches wait for each other.
 */
final class ByteBudget {
  private final int total;
  private final Semaphore free;

  ByteBudget(int total) {
    this.total = total;
    this.free = new Semaphore(total, true);
  }

  /** Waits for the bytes; returns whether they became free in time. */
  boolean reserve(int bytes, long nanos) throws InterruptedException {
    return free.tryAcquire(bytes, nanos, TimeUnit.NANOSECONDS);
  }

  void release(int bytes) {
    free.release(bytes);
  }

  int inUse() {
    return total - free.availablePermits();
  }
}
