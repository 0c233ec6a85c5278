package io.flinkmobilenet.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends requests to Flink's REST API and reports its errors in one line. */
final class FlinkRest {
  /**
   * Unauthorized and Forbidden. These come from a proxy in front of Flink, never from Flink itself.
   */
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** Status of a cluster that has just started and has no leader yet. */
  private static final int NOT_YET = 503;

  private static final Duration LEADER_ELECTION = Duration.ofSeconds(30);
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client;
  private final FlinkAccess access;
  private final String address;

  private FlinkRest(String address, FlinkAccess access) {
    this.address = address;
    this.access = access;
    this.client = access.client().connectTimeout(CONNECT).build();
  }

  static FlinkRest at(FlinkAddress address, FlinkAccess access) throws CommandFailure {
    if (access.authorization().isPresent() && !address.encrypted()) {
      throw address.refusal(
          "expected https, because credentials would be sent unencrypted, found " + address.uri());
    }
    return new FlinkRest(address.uri().toString().replaceAll("/+$", ""), access);
  }

  JsonNode get(String path) throws CommandFailure, InterruptedException {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, Map<String, Object> body) throws CommandFailure, InterruptedException {
    try {
      String text = json.writeValueAsString(body);
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(text))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  void patch(String path) throws CommandFailure, InterruptedException {
    send(request(path).method("PATCH", BodyPublishers.noBody()).build());
  }

  /** Deletes a resource. Failures are ignored. */
  void delete(String path) throws InterruptedException {
    try {
      client.send(request(path).DELETE().build(), BodyHandlers.discarding());
    } catch (IOException e) {
      // Only an unused file remains on the cluster.
    }
  }

  /** Uploads a jar as a multipart form, as Flink requires. */
  JsonNode upload(Path jar) throws CommandFailure, InterruptedException {
    String boundary = "flink-mobilenet-" + UUID.randomUUID();
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="jarfile"; filename="%s"\r
        Content-Type: application/x-java-archive\r
        \r
        """
            .formatted(boundary, jar.getFileName());
    try {
      return send(
          request("/jars/upload")
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(
                  BodyPublishers.concat(
                      BodyPublishers.ofString(head),
                      BodyPublishers.ofFile(jar),
                      BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
              .build());
    } catch (FileNotFoundException e) {
      throw CommandFailure.input("no such file: " + jar, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return access.authorize(HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER));
  }

  private JsonNode send(HttpRequest request) throws CommandFailure, InterruptedException {
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
      long deadline = System.nanoTime() + LEADER_ELECTION.toNanos();
      while (response.statusCode() == NOT_YET && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(AGAIN_NANOS);
        response = client.send(request, BodyHandlers.ofString());
      }
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      throw CommandFailure.service("no Flink cluster answers at " + address + reason, e);
    }
    if (REFUSED.contains(response.statusCode())) {
      throw CommandFailure.service(
          "%s denies access %s (status %d); expected credentials in --flink-properties FILE"
              .formatted(
                  address,
                  access.authorization().isPresent() ? "with these credentials" : "without any",
                  response.statusCode()),
          null);
    }
    JsonNode answer = parse(response);
    if (response.statusCode() / 100 != 2) {
      throw refusal(request, response, answer);
    }
    return answer;
  }

  private CommandFailure refusal(
      HttpRequest request, HttpResponse<String> response, JsonNode answer) {
    ServerError error = ServerError.of(response.statusCode(), answer.path("errors"));
    // Flink adds a random prefix to a jar's name.
    String path = request.uri().getPath().replaceAll("[0-9a-f-]{36}_", "");
    String message = "Flink at %s refused %s: %s".formatted(address, path, error.message());
    IOException whole = new IOException(response.body());
    return error.lacksAService()
        ? CommandFailure.service(message, whole)
        : CommandFailure.input(message, whole);
  }

  private JsonNode parse(HttpResponse<String> response) throws CommandFailure {
    try {
      return json.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw CommandFailure.service(
          "the server at %s is not a Flink cluster: expected JSON, found status %d"
              .formatted(address, response.statusCode()),
          e);
    }
  }
}
