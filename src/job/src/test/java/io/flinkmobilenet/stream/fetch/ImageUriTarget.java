package io.flinkmobilenet.stream.fetch;

import io.flinkmobilenet.fuzz.FuzzTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fuzzes the check of URIs. What is allowed lies below a prefix for Java's own class of URIs too,
 * and its normal form means the same.
 */
public final class ImageUriTarget implements FuzzTarget {
  private final AllowedUris allowed;

  /** Allows a folder of a host, a folder, and a part of a bucket. */
  public ImageUriTarget() {
    try {
      allowed = AllowedUris.parse("https://example.org/a/b,file:///a,s3://bucket/a");
    } catch (InvalidUriException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String run(byte[] input) throws Exception {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      ImageUri uri = ImageUri.parse(text);
      if (!ImageUri.parse(uri.toString()).equals(uri)) {
        throw new AssertionError("read again, it is another URI: " + uri);
      }
      requireBelow(allowed.require(text));
      return "allowed " + uri.scheme();
    } catch (InvalidUriException | FetchException e) {
      if (e.getMessage().indexOf('\n') >= 0) {
        throw new AssertionError("expected a message of one line, found " + e.getMessage());
      }
      return e.getClass().getSimpleName() + e.getMessage().replaceAll("found.*", "");
    }
  }

  private static void requireBelow(ImageUri uri) {
    URI other = URI.create(uri.toString()).normalize();
    String path = other.getPath();
    boolean below =
        switch (uri.scheme()) {
          case "https" ->
              other.getHost().equals("example.org")
                  && other.getPort() == 443
                  && other.getUserInfo() == null
                  && (path + "/").startsWith("/a/b/");
          case "file" -> other.getHost() == null && (path + "/").startsWith("/a/");
          default -> other.getHost().equals("bucket") && (path + "/").startsWith("/a/");
        };
    if (!below || path.contains("/../")) {
      throw new AssertionError("allowed: " + uri);
    }
  }

  @Override
  public long mayAllocate(byte[] input) {
    return (1 << 20) + 1024L * input.length;
  }

  @Override
  public int longest() {
    return ImageUri.LONGEST + 10;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("https://example.org/a/b/c.jpg?x=y"),
        bytes("HTTPS://EXAMPLE.ORG:443/%61/b/%2e%2e/c;d"),
        bytes("https://user@example.org/a/b#c"),
        bytes("file:///a/b%20c"),
        bytes("s3://bucket/a/b"),
        bytes("abfss://images@account.dfs.core.windows.net/a"),
        bytes("http://[::ffff:127.0.0.1]:80/a"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
