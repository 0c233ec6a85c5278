package io.flinkmobilenet.stream.fetch;

import io.flinkmobilenet.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Fuzzes responses of servers: head, chunks and content within the limits of a fetch. */
public final class HttpResponseTarget implements FuzzTarget {
  private static final int MOST_BYTES = 1000;

  @Override
  public String run(byte[] input) throws Exception {
    InputStream in = new ByteArrayInputStream(input);
    ByteBudget budget = new ByteBudget(MOST_BYTES);
    Fetch fetch =
        new Fetch(
            new FetchSettings(
                AllowedUris.NONE,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                MOST_BYTES,
                MOST_BYTES,
                ""),
            budget);
    try {
      fetch.beginAttempt();
      HttpHead head = HttpHead.read(in);
      byte[] image =
          ImageContent.read(head.chunked() ? new ChunkedInput(in) : in, head.length(), fetch);
      if (image.length > MOST_BYTES || image.length > budget.inUse()) {
        throw new AssertionError("expected the limits to hold, found " + image.length + " bytes");
      }
      return "an image of status " + head.status() / 100;
    } catch (IOException | FetchException e) {
      return e.getClass().getSimpleName() + e.getMessage().replaceAll("found.*", "");
    } finally {
      fetch.release();
      if (budget.inUse() != 0) {
        throw new AssertionError("expected an empty budget, found " + budget.inUse());
      }
    }
  }

  @Override
  public long mayAllocate(byte[] input) {
    return (1 << 20) + 256L * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"),
        bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200\r\nConnection: close\r\n\r\nabc"),
        bytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nx: y\r\n\r\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
