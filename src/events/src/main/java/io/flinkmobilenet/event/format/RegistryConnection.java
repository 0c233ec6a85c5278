package io.flinkmobilenet.event.format;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to a schema registry. What may pass (no connection, no answer in time, an error of
 * the server, an answer that is none) is tried again, with the next URL, until the deadline.
 *
 * <p>The client of the JDK has a thread that ends once the client is unreachable and was collected,
 * so an instance must not be kept longer than its reader.
 */
final class RegistryConnection {
  /** Several times as much as Confluent's registry can store, which is a record of Kafka. */
  private static final int LONGEST_ANSWER = 4 << 20;

  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2000;
  private static final String CONTENT = "application/vnd.schemaregistry.v1+json";

  private final RegistrySettings settings;
  private final String authorization;
  private final HttpClient client;
  private int attempts;

  /**
   * Prepares a connection.
   *
   * @throws SchemaRegistryException if the credentials or the certificates cannot be used
   */
  RegistryConnection(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_ATTEMPT);
    try {
      authorization = RegistryAccess.authorization(settings);
      if (!settings.authorities().isEmpty()) {
        builder.sslContext(TrustedAuthorities.trusting(settings.authorities()));
      }
    } catch (IllegalArgumentException e) {
      throw failure(e.getMessage(), e);
    }
    client = builder.build();
  }

  /** Reads an answer, which may be anything. */
  interface Answer<T> {
    T read(String body) throws IOException;
  }

  /** Returns the end of requests that begin now, as of {@link System#nanoTime}. */
  long end() {
    return System.nanoTime() + settings.deadline().toNanos();
  }

  /**
   * Returns what the registry answers; null if it says that it does not have it.
   *
   * @param path below the URL of the registry
   * @param body to post; null for a request without one
   * @param end time of the deadline, as of {@link System#nanoTime}
   * @throws SchemaRegistryException if the registry gives no usable answer within the deadline
   */
  <T> T ask(String path, String body, Answer<T> answer, long end) {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        HttpResponse<String> response = send(request(path, body), end - System.nanoTime());
        int status = response.statusCode();
        if (status == 404) {
          RegistryAnswers.requireMissing(response.body());
          return null;
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
          throw failure("found status " + status + RegistryAnswers.reason(response.body()), null);
        }
        if (status != 200) {
          throw new IOException("found status " + status);
        }
        return answer.read(response.body());
      } catch (IOException e) {
        attempts++;
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= pause) {
          long deadline = settings.deadline().toMillis();
          throw failure("no usable answer within " + deadline + " ms: " + firstLine(e), e);
        }
        pause(pause);
      }
    }
  }

  private HttpRequest request(String path, String body) {
    URI url = settings.urls().get(Math.floorMod(attempts, settings.urls().size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + path))
            .header("Accept", CONTENT);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body != null) {
      request.header("Content-Type", CONTENT).POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return request.build();
  }

  /** Jackson's messages have a second line. */
  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private HttpResponse<String> send(HttpRequest request, long nanos) throws IOException {
    long limit = Math.max(1, Math.min(nanos, LONGEST_ATTEMPT.toNanos()));
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER));
    try {
      return response.get(limit, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("found no answer in " + limit / 1_000_000 + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
      throw new IOException(cause.getClass().getSimpleName() + message, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted", e);
    } finally {
      response.cancel(true);
    }
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted", e);
    }
  }

  private SchemaRegistryException failure(String message, Throwable cause) {
    return SchemaRegistryException.of(settings, message, cause);
  }
}
