package io.flinkmobilenet.stream.fetch;

import io.flinkmobilenet.event.format.TrustedAuthorities;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Reads images with HTTP/1.1, without credentials, proxies and cookies. */
final class HttpImages implements Closeable {
  private static final int MOST_REDIRECTS = 5;
  private static final int OK = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING_FAILURES = Set.of(408, 425, 429);
  private static final int FIRST_SERVER_FAILURE = 500;

  private final AllowedUris allowed;
  private final HttpConnections connections;
  private final SSLSocketFactory tls;

  HttpImages(FetchSettings settings) {
    allowed = settings.allowed();
    connections = new HttpConnections(settings.concurrency());
    tls =
        settings.authorities().isEmpty()
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : TrustedAuthorities.trusting(settings.authorities()).getSocketFactory();
  }

  /** Reads the image, following redirects to URIs that are allowed as well. */
  byte[] read(ImageUri uri, Fetch fetch) throws IOException, FetchException, InterruptedException {
    ImageUri at = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpConnection resting = connections.take(at);
      Object found;
      try {
        found = resting == null ? fresh(at, fetch) : exchange(resting, at, fetch);
      } catch (IOException e) {
        if (resting == null) {
          throw e;
        }
        // The server may have closed the connection while it rested.
        found = fresh(at, fetch);
      }
      if (found instanceof byte[] image) {
        return image;
      }
      at = target(at, (String) found);
    }
    throw FetchException.notAllowed(
        "%s: expected at most %d redirects, found more".formatted(uri, MOST_REDIRECTS));
  }

  private Object fresh(ImageUri uri, Fetch fetch)
      throws IOException, FetchException, InterruptedException {
    return exchange(HttpConnection.open(uri, tls, fetch.attempt()), uri, fetch);
  }

  /** Returns the image, or the target of a redirect as text. */
  private Object exchange(HttpConnection connection, ImageUri uri, Fetch fetch)
      throws IOException, FetchException, InterruptedException {
    boolean reusable = false;
    try {
      HttpHead head = connection.get(uri, fetch.attempt());
      if (REDIRECTS.contains(head.status())) {
        return requireLocation(head, uri);
      }
      requireImage(head, uri);
      InputStream in = head.chunked() ? new ChunkedInput(connection.in()) : connection.in();
      byte[] image = ImageContent.read(in, head.length(), fetch);
      reusable = head.persistent() && (head.chunked() || head.length() >= 0);
      return image;
    } finally {
      if (reusable) {
        connections.putBack(uri, connection);
      } else {
        connection.close();
      }
    }
  }

  private static String requireLocation(HttpHead head, ImageUri uri) throws FetchException {
    String location = head.field("location");
    if (location == null || location.isBlank()) {
      throw FetchException.missing(
          "%s: expected the field Location with status %d, found none"
              .formatted(uri, head.status()));
    }
    return location;
  }

  private static void requireImage(HttpHead head, ImageUri uri) throws FetchException {
    int status = head.status();
    String message = "%s: expected status 200, found %d".formatted(uri, status);
    if (status >= FIRST_SERVER_FAILURE || PASSING_FAILURES.contains(status)) {
      throw FetchException.unreachable(message, null);
    }
    String encoding = head.field("content-encoding");
    if (status != OK) {
      throw FetchException.missing(message);
    }
    if (head.field("transfer-encoding") != null && !head.chunked()) {
      throw FetchException.missing(
          "%s: expected transfer encoding chunked or none, found '%s'"
              .formatted(uri, head.field("transfer-encoding")));
    }
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw FetchException.missing(
          "%s: expected content without encoding, found '%s'".formatted(uri, encoding));
    }
  }

  /**
   * Resolves a reference.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2">RFC 3986, section 5.2</a>
   */
  private static String resolve(ImageUri from, String location) {
    String base = from.scheme() + "://" + from.authority() + from.target();
    // For a query alone Java leaves out the last segment of the path.
    return location.startsWith("?")
        ? base.replaceFirst("\\?.*", "") + location
        : URI.create(base).resolve(location).toString();
  }

  private ImageUri target(ImageUri from, String location) throws FetchException {
    try {
      ImageUri target = allowed.require(resolve(from, location));
      if (!target.isHttp()) {
        throw FetchException.notAllowed("expected http or https, found " + target.scheme());
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw FetchException.notAllowed(
          from + ": expected a redirect to a URI, found something else");
    } catch (FetchException e) {
      throw FetchException.notAllowed(from + " redirects; " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    connections.close();
  }
}
