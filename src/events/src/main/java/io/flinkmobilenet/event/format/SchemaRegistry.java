package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Schemas in a registry that speaks Confluent's protocol over HTTP. Each thread needs an instance
 * of its own.
 *
 * <p>What may pass (no connection, no answer in time, an error of the server, an answer that is
 * none) is tried again until the deadline. The client of the JDK has a thread that ends once the
 * client is unreachable and was collected, so an instance must not be kept longer than its reader.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema
 *     Registry API reference</a>
 */
public final class SchemaRegistry {
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int MOST_SCHEMAS = 1000;
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2000;
  private static final String CONTENT = "application/vnd.schemaregistry.v1+json";

  private final URI url;
  private final Duration deadline;
  private final String authorization;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST_ATTEMPT)
          .build();
  private final Map<Integer, String> schemas =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > MOST_SCHEMAS;
        }
      };

  /**
   * Describes a registry, without connecting to it.
   *
   * @param url {@code http:} or {@code https:}, without credentials
   * @param deadline time for all attempts of one request
   * @param authorization value of the header of that name; null for none
   */
  public SchemaRegistry(URI url, Duration deadline, String authorization) {
    boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!known || url.getHost() == null || !bare) {
      throw new IllegalArgumentException(
          "expected the URL of a schema registry, https://HOST:PORT, without credentials or"
              + " a query");
    }
    this.url = url;
    this.deadline = deadline;
    this.authorization = authorization;
  }

  /**
   * Returns a schema as JSON.
   *
   * @throws UnreadableEventException if the registry does not have it
   * @throws SchemaRegistryException if the registry gives no usable answer within the deadline
   */
  String schema(int id) throws UnreadableEventException {
    String schema = schemas.get(id);
    if (schema == null) {
      schema =
          ask(request("/schemas/ids/" + Integer.toUnsignedString(id)), RegistryAnswers::schema);
      if (schema == null) {
        throw new UnreadableEventException(
            Reason.UNKNOWN_SCHEMA,
            "expected a schema that the registry %s has, found id %s"
                .formatted(url, Integer.toUnsignedString(id)));
      }
      schemas.put(id, schema);
    }
    return schema;
  }

  /**
   * Registers a schema, which may be there already, and returns its id.
   *
   * @throws SchemaRegistryException if the registry gives no usable answer within the deadline
   */
  int register(String subject, String schema) {
    String name = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest.Builder request =
        request("/subjects/" + name + "/versions")
            .header("Content-Type", CONTENT)
            .POST(HttpRequest.BodyPublishers.ofString(RegistryAnswers.registration(schema)));
    Integer id = ask(request, RegistryAnswers::id);
    if (id == null) {
      throw failure("expected an id for the subject " + subject + ", found status 404", null);
    }
    return id;
  }

  private HttpRequest.Builder request(String path) {
    String base = url.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Accept", CONTENT);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  /** Returns what the answer says; null if the registry says that it does not have it. */
  private <T> T ask(HttpRequest.Builder request, Answer<T> answer) {
    long end = System.nanoTime() + deadline.toNanos();
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        HttpResponse<String> response = send(request.build(), end - System.nanoTime());
        int status = response.statusCode();
        if (status == 404) {
          RegistryAnswers.requireMissing(response.body());
          return null;
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
          throw failure("found status " + status, null);
        }
        if (status != 200) {
          throw new IOException("found status " + status);
        }
        return answer.read(response.body());
      } catch (IOException e) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= pause) {
          throw failure("no usable answer within " + deadline + ": " + firstLine(e), e);
        }
        pause(pause);
      }
    }
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
    return new SchemaRegistryException("schema registry " + url + ": " + message, cause);
  }

  /** Reads an answer, which may be anything. */
  private interface Answer<T> {
    T read(String body) throws IOException;
  }
}
