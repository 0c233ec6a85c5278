package io.flinkmobilenet.stream.fetch;

import java.io.IOException;

/** One image that is being fetched: its limits, and its share of the byte budget. */
final class Fetch {
  private final FetchSettings settings;
  private final ByteBudget budget;
  private final TimeLimit deadline;
  private TimeLimit attempt;
  private int reserved;

  Fetch(FetchSettings settings, ByteBudget budget) {
    this.settings = settings;
    this.budget = budget;
    this.deadline = TimeLimit.in(settings.deadline());
    this.attempt = deadline;
  }

  int maxBytes() {
    return settings.maxBytes();
  }

  TimeLimit deadline() {
    return deadline;
  }

  /** Returns the time limit of the current attempt. */
  TimeLimit attempt() {
    return attempt;
  }

  void beginAttempt() {
    release();
    attempt = deadline.atMost(settings.timeout());
  }

  /** Waits until the bytes may be read. */
  void reserve(int bytes) throws IOException, InterruptedException {
    release();
    if (!budget.reserve(bytes, attempt.remainingNanos())) {
      throw new IOException(
          "expected %d free bytes for images in time, found %d in use"
              .formatted(bytes, budget.inUse()));
    }
    reserved = bytes;
  }

  /** Gives the reserved bytes back except for those of an image that is kept. */
  int keep(int bytes) {
    int surplus = reserved - bytes;
    reserved = bytes;
    budget.release(surplus);
    return bytes;
  }

  void release() {
    budget.release(reserved);
    reserved = 0;
  }
}
