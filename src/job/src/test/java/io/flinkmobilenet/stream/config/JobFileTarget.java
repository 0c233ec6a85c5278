package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Fuzzes files of options. One that can be read is written and must be read back as the same. */
public final class JobFileTarget implements FuzzTarget {
  @Override
  public String run(byte[] input) {
    Map<String, String> values;
    try {
      values = JobFile.parse(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      if (e.getMessage().indexOf('\n') >= 0) {
        throw new AssertionError("expected a message of one line, found " + e.getMessage());
      }
      return Outcome.refused(e);
    }
    String written = JobFileText.of(values);
    if (!JobFile.parse(written).equals(values)) {
      throw new AssertionError("read again, there are other options: " + written);
    }
    return values.size() + " options";
  }

  /** Limit: the buffers of the parser, and a tree node and a check of all options per few bytes. */
  @Override
  public long mayAllocate(byte[] input) {
    return (8 << 20) + (64L << 10) * input.length;
  }

  @Override
  public int longest() {
    return 1024;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("top-k: 3\nbounded: true\nmax-image-bytes: 3 mb\ndelivery: at-least-once\n"),
        bytes("bootstrap-servers: [a:1, b:2]\nkafka.linger.ms: 5\n"),
        bytes("group-id: \"a\\nb\"\nkafka.a: |\n  b\n  c\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
