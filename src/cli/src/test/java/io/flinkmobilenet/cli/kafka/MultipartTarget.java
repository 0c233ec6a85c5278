package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzzes the streams of cameras. */
public final class MultipartTarget implements FuzzTarget {
  private static final int MOST_BYTES = 1000;

  @Override
  public String run(byte[] input) {
    int parts = 0;
    try {
      MultipartReader reader =
          new MultipartReader(
              new ByteArrayInputStream(input),
              "multipart/x-mixed-replace;boundary=a",
              MOST_BYTES,
              type -> {});
      for (byte[] part = reader.next(); part != null; part = reader.next()) {
        parts++;
        if (part.length > MOST_BYTES) {
          throw new AssertionError("expected at most 1000 bytes, found " + part.length);
        }
      }
      return Math.min(parts, 10) + " parts";
    } catch (IOException e) {
      return Math.min(parts, 10) + " parts, " + e.getMessage().replaceAll("found.*", "");
    }
  }

  @Override
  public long mayAllocate(byte[] input) {
    return (1 << 20) + 512L * input.length;
  }

  @Override
  public int longest() {
    return 8192;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("--a\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\nabc\r\n--a--\r\n"),
        bytes("--a\r\nContent-Type: text/plain\r\n\r\nabc\r\n--a\r\n\r\nd\r\n--a--"),
        bytes("text\r\n--a\r\n\r\nabc\r\n--a\r\n\r\nd\r\n--a--"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
