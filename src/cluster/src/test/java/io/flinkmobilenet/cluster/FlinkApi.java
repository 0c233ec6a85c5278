package io.flinkmobilenet.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The requests of these tests to the REST API of a cluster. */
record FlinkApi(URI address) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(URI.create(address + path)));
  }

  /** Returns the text at any address. */
  static String text(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(address + ": status " + answer.statusCode() + ", " + answer.body());
    }
    return answer.body();
  }

  /** Cancels a job without a savepoint. */
  void cancel(String job) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/jobs/" + job + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    CLIENT.send(request, BodyHandlers.discarding());
  }

  String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** Number of checkpoints that are {@code completed}, {@code failed} or {@code in_progress}. */
  long checkpoints(String job, String state) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path(state).asLong();
  }
}
