package io.flinkmobilenet.cli.kafka;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads the frames of a camera on a thread of its own and keeps only the latest one. After a
 * failure, and if no frame came for a while, it connects again, after pauses that double.
 */
final class CameraStream implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long a connection is kept on which no frame comes. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final int OK = 200;

  private final URI camera;
  private final int maxBytes;
  private final Duration longestSilence;
  private final Consumer<String> complaints;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final AtomicReference<Frame> latest = new AtomicReference<>();
  private final Thread reader = new Thread(this::readAll, "camera stream");
  private volatile InputStream open;
  private volatile long lastFrame;
  private volatile boolean silent;
  private volatile boolean closed;

  /** Whether this connection gave a frame; used by the reader alone. */
  private boolean frames;

  /** Whether a part was skipped; used by the reader alone. */
  private boolean skipping;

  /**
   * A frame as the camera sent it.
   *
   * @param image the encoded image
   * @param arrival when its last byte came
   */
  record Frame(byte[] image, Instant arrival) {}

  private CameraStream(
      URI camera, int maxBytes, Duration longestSilence, Consumer<String> complaints) {
    this.camera = camera;
    this.maxBytes = maxBytes;
    this.longestSilence = longestSilence;
    this.complaints = complaints;
  }

  /**
   * Starts to read.
   *
   * @param maxBytes most bytes of a frame
   * @param longestSilence how long to wait for a frame before connecting again
   * @param complaints receives what the camera's user should know
   */
  static CameraStream start(
      URI camera, int maxBytes, Duration longestSilence, Consumer<String> complaints) {
    CameraStream stream = new CameraStream(camera, maxBytes, longestSilence, complaints);
    stream.reader.setDaemon(true);
    stream.reader.start();
    return stream;
  }

  /** Returns the latest frame, once; null if there is no new one. */
  Frame take() {
    InputStream in = open;
    if (in != null && System.nanoTime() - lastFrame > longestSilence.toNanos()) {
      silent = true;
      // A read that waits ends with a failure, and the thread connects again.
      closeQuietly(in);
    }
    return latest.getAndSet(null);
  }

  private void readAll() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed) {
      frames = false;
      silent = false;
      String failure = "the stream ended";
      try {
        readFrames();
      } catch (IOException e) {
        failure = describe(e);
      } catch (InterruptedException e) {
        return;
      } finally {
        open = null;
      }
      if (silent) {
        failure = "no frame came for %d s".formatted(longestSilence.toSeconds());
      }
      pause = frames ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      if (!closed) {
        complaints.accept(
            "%s: %s; connecting again in %.1f s".formatted(camera, failure, pause / 1000.0));
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private String describe(IOException e) {
    if (e instanceof ConnectException) {
      // It has no message, whether the host is unknown or refuses the connection.
      return "no connection to " + camera.getAuthority();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void skipped(String type) {
    if (!skipping) {
      skipping = true;
      complaints.accept("%s: skips parts of type %s, which are no images".formatted(camera, type));
    }
  }

  private void readFrames() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(camera).timeout(CONNECT_TIMEOUT).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = new BufferedInputStream(response.body())) {
      lastFrame = System.nanoTime();
      open = in;
      if (response.statusCode() != OK) {
        throw new IOException("expected status 200, found " + response.statusCode());
      }
      String type = response.headers().firstValue("content-type").orElse("no content type");
      MultipartReader parts = new MultipartReader(in, type, maxBytes, this::skipped);
      for (byte[] image = parts.next(); image != null && !closed; image = parts.next()) {
        if (image.length > 0) {
          frames = true;
          lastFrame = System.nanoTime();
          latest.set(new Frame(image, Instant.now()));
        }
      }
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // The reader notices that the stream is closed.
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(open);
    reader.interrupt();
  }
}
