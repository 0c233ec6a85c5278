package io.flinkmobilenet.showcase.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/** Writes snapshots as JSON. */
final class SnapshotJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SnapshotJson() {}

  /** One line of UTF-8. JSON escapes line ends in texts. */
  static byte[] of(WatchSnapshot snapshot) {
    try {
      return JSON.writeValueAsString(snapshot).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + snapshot, e);
    }
  }
}
