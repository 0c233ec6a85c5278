package io.flinkmobilenet.stream.fetch;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URI of an image, or a prefix of such URIs, in a form in which two that mean the same are equal
 * (<a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, section 6</a>).
 *
 * <p>What servers and file systems read in different ways is refused, not repaired: user info,
 * empty segments, {@code .} and {@code ..}, encoded slashes, segments that are encoded twice.
 *
 * @param scheme in lower case
 * @param authority the host in lower case and the port of http and https, the bucket or container
 *     of other schemes; empty for files
 * @param segments the decoded segments of the path
 * @param query the query as it was written; null if there is none
 */
public record ImageUri(String scheme, String authority, List<String> segments, String query)
    implements Serializable {
  /** The longest URI, in characters. */
  static final int LONGEST = 4096;

  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
  private static final Set<String> SCHEMES =
      Set.of("file", "s3", "s3a", "gs", "abfs", "abfss", "hdfs", "http", "https");
  private static final Pattern STORE = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");
  private static final Pattern CONTAINER = Pattern.compile("[a-z0-9$-]+@[A-Za-z0-9.-]+");

  /**
   * Servers and libraries read 2130706433, 0x7f000001 and 0177.0.0.1 as addresses; a name here ends
   * in a label that begins with a letter, and the numbers of an address have no leading zeros.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "\\[[0-9a-f:.]+]|(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}"
              + "|([a-z0-9-]+\\.)*[a-z][a-z0-9-]*");

  private static final int MAX_PORT = 65_535;

  /** Creates a URI; the list of segments is copied. */
  public ImageUri {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a URI.
   *
   * @throws InvalidUriException if it is not a URI of a known scheme, or is ambiguous
   */
  public static ImageUri parse(String text) throws InvalidUriException {
    if (text.length() > LONGEST) {
      throw new InvalidUriException(
          "expected at most %d characters, found %d".formatted(LONGEST, text.length()));
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new InvalidUriException("expected visible ASCII characters, others percent-encoded");
    }
    try {
      return of(new URI(text));
    } catch (URISyntaxException e) {
      throw new InvalidUriException("expected a URI, found " + e.getReason());
    } catch (NumberFormatException e) {
      // Java's parser fails like this on an IPv4 address of long numbers within an IPv6 address.
      throw new InvalidUriException("expected a URI, found an address with a number over 255");
    }
  }

  static ImageUri of(URI uri) throws InvalidUriException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.isOpaque()) {
      throw new InvalidUriException(
          "expected file:, s3:, s3a:, gs:, abfs:, abfss:, hdfs:, http: or https: and a path, found"
              + " scheme '%s'".formatted(scheme));
    }
    if (uri.getRawFragment() != null) {
      throw new InvalidUriException("expected no fragment, found one");
    }
    boolean http = DEFAULT_PORTS.containsKey(scheme);
    if (uri.getRawQuery() != null && !http) {
      throw new InvalidUriException("expected a query only with http: and https:, found one");
    }
    return new ImageUri(
        scheme,
        http ? host(uri, DEFAULT_PORTS.get(scheme)) : store(scheme, uri.getRawAuthority()),
        PathSegments.of(uri.getRawPath()),
        uri.getRawQuery());
  }

  private static String host(URI uri, int defaultPort) throws InvalidUriException {
    if (uri.getRawUserInfo() != null || uri.getHost() == null) {
      // User info may be a password, and is not repeated.
      String host = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
      throw new InvalidUriException(
          "expected a host, and no user info before it, found '%s'"
              .formatted(host.replaceFirst(".*@", "…@")));
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw new InvalidUriException(
          "expected a name, an IPv4 address of four numbers or an IPv6 address, found host '%s'"
              .formatted(host));
    }
    int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
    if (port < 1 || port > MAX_PORT) {
      throw new InvalidUriException("expected a port of 1 to 65535, found " + port);
    }
    return host + ":" + port;
  }

  private static String store(String scheme, String authority) throws InvalidUriException {
    if (authority == null) {
      if (scheme.equals("file") || scheme.equals("hdfs")) {
        return "";
      }
      throw new InvalidUriException("expected a bucket or container after " + scheme + "://");
    }
    boolean named = !scheme.equals("file") && STORE.matcher(authority).matches();
    boolean contained = scheme.startsWith("abfs") && CONTAINER.matcher(authority).matches();
    if (!named && !contained) {
      throw new InvalidUriException(
          scheme.equals("file")
              ? "expected no host after file:, found '%s'".formatted(authority)
              : "expected the name of a bucket or container, found '%s'".formatted(authority));
    }
    return authority;
  }

  /** Returns whether the image is read with HTTP. */
  boolean isHttp() {
    return DEFAULT_PORTS.containsKey(scheme);
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** Returns the host of an http or https URI, an IPv6 address without its brackets. */
  String host() {
    String host = authority.substring(0, authority.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
  }

  /** Returns the path, percent-encoded, with the query. */
  String target() {
    String path = PathSegments.encode(segments);
    return query == null ? path : path + "?" + query;
  }

  /** Returns whether this prefix allows a URI: same scheme and authority, then whole segments. */
  boolean isPrefixOf(ImageUri uri) {
    return scheme.equals(uri.scheme)
        && authority.equals(uri.authority)
        && segments.size() <= uri.segments.size()
        && segments.equals(uri.segments.subList(0, segments.size()));
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + target();
  }
}
