package io.flinkmobilenet.stream.fetch;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.TimeUtils;

/**
 * Fetches images on threads of its own, as many at a time as its settings say: with a time limit
 * for each attempt and, as long as another attempt may help, pauses that double up to the deadline.
 */
public final class Fetcher implements Closeable {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What a fetch may take beyond its deadline before its thread is interrupted. */
  private static final long GRACE_MILLIS = 1000;

  private final FetchSettings settings;
  private final ByteBudget budget;
  private final HttpImages http;
  private final FileImages files;
  private final ExecutorService threads;

  /** Starts no thread before the first fetch. */
  public Fetcher(FetchSettings settings) {
    this.settings = settings;
    this.budget = new ByteBudget(settings.bufferBytes());
    this.http = new HttpImages(settings);
    this.files = new FileImages(settings.allowed());
    this.threads =
        Executors.newFixedThreadPool(
            settings.concurrency(),
            task -> {
              Thread thread = new Thread(task, "fetch images");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to fetch an image. The result comes at the deadline at the latest, or a second later; a
   * failure is always a {@link FetchException}. The image counts as buffered until {@link
   * #sent(byte[])}.
   *
   * @param sha256 the SHA-256 that the image must have, in hexadecimal digits; null for any
   */
  public CompletableFuture<byte[]> fetch(String uri, String sha256) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    Fetch fetch = new Fetch(settings, budget);
    Future<?> running = threads.submit(() -> run(uri, sha256, fetch, result));
    result.orTimeout(settings.deadline().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    return result.exceptionallyCompose(
        failure -> {
          if (failure instanceof TimeoutException) {
            running.cancel(true);
            return CompletableFuture.failedFuture(overdue(uri, failure));
          }
          return CompletableFuture.failedFuture(failure);
        });
  }

  private void run(String uri, String sha256, Fetch fetch, CompletableFuture<byte[]> result) {
    try {
      byte[] image = attempts(settings.allowed().require(uri), fetch);
      requireSame(image, sha256);
      fetch.keep(image.length);
      if (!result.complete(image)) {
        fetch.release();
      }
    } catch (FetchException e) {
      fetch.release();
      result.completeExceptionally(e);
    } catch (InterruptedException e) {
      fetch.release();
      result.completeExceptionally(overdue(uri, e));
    } catch (RuntimeException | Error e) {
      fetch.release();
      result.completeExceptionally(FetchException.unreachable(uri + ": " + e, e));
    }
  }

  private byte[] attempts(ImageUri uri, Fetch fetch) throws FetchException, InterruptedException {
    long pause = FIRST_PAUSE_NANOS;
    for (int attempt = 1; ; attempt++) {
      FetchException failure;
      try {
        fetch.beginAttempt();
        return read(uri, fetch);
      } catch (FetchException e) {
        failure = e;
      } catch (IOException e) {
        failure = FetchException.unreachable(uri + ": " + reason(e), e);
      }
      long wait = ThreadLocalRandom.current().nextLong(pause / 2, pause);
      if (!failure.mayTryAgain()) {
        throw failure;
      }
      if (wait >= fetch.deadline().remainingNanos()) {
        throw FetchException.unreachable(
            "%s; tried %d times within %s".formatted(failure.getMessage(), attempt, deadline()),
            failure);
      }
      fetch.release();
      TimeUnit.NANOSECONDS.sleep(wait);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  private byte[] read(ImageUri uri, Fetch fetch)
      throws IOException, FetchException, InterruptedException {
    if (uri.isHttp()) {
      return http.read(uri, fetch);
    }
    return uri.scheme().equals("file") ? files.read(uri, fetch) : StoreImages.read(uri, fetch);
  }

  private static String reason(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "no complete answer in time";
    }
    if (e instanceof EOFException || e.getClass() == IOException.class) {
      // These messages are our own.
      return e.getMessage();
    }
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ", " + e.getMessage());
  }

  private static void requireSame(byte[] image, String sha256) throws FetchException {
    if (sha256 == null) {
      return;
    }
    try {
      String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
      if (!found.equalsIgnoreCase(sha256)) {
        throw FetchException.changed(
            "expected an image with SHA-256 %s, found %s".formatted(sha256, found));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String deadline() {
    return TimeUtils.formatWithHighestUnit(settings.deadline());
  }

  private FetchException overdue(String uri, Throwable cause) {
    return FetchException.unreachable(
        "%s: expected the image within %s, found no end".formatted(uri, deadline()), cause);
  }

  /** Says that an image is not buffered any longer. */
  public void sent(byte[] image) {
    budget.release(image.length);
  }

  /** Returns the bytes that are reserved or buffered. */
  public int bufferedBytes() {
    return budget.inUse();
  }

  /** Interrupts all fetches and closes the connections. */
  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    http.close();
  }
}
