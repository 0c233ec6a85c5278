package io.flinkmobilenet.stream.fetch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prefixes of the URIs that may be fetched.
 *
 * @param prefixes none allows nothing
 */
public record AllowedUris(List<ImageUri> prefixes) implements Serializable {
  /** Allows nothing. */
  public static final AllowedUris NONE = new AllowedUris(List.of());

  /** Creates the prefixes; the list is copied. */
  public AllowedUris {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * Reads prefixes separated by commas.
   *
   * @throws InvalidUriException if one is not a URI, or has a query
   */
  public static AllowedUris parse(String text) throws InvalidUriException {
    List<ImageUri> prefixes = new ArrayList<>();
    if (text.isBlank()) {
      return NONE;
    }
    for (String part : text.split(",", -1)) {
      ImageUri prefix = ImageUri.parse(part.strip());
      if (prefix.query() != null) {
        throw new InvalidUriException("expected prefixes without a query, found " + part.strip());
      }
      prefixes.add(prefix);
    }
    return new AllowedUris(prefixes);
  }

  /** Returns whether nothing is allowed. */
  public boolean isEmpty() {
    return prefixes.isEmpty();
  }

  /** Returns the longest prefix that allows the URI; empty if none does. */
  Optional<ImageUri> prefixOf(ImageUri uri) {
    ImageUri longest = null;
    for (ImageUri prefix : prefixes) {
      if (prefix.isPrefixOf(uri)
          && (longest == null || longest.segments().size() < prefix.segments().size())) {
        longest = prefix;
      }
    }
    return Optional.ofNullable(longest);
  }

  /**
   * Reads a URI and checks it against the prefixes.
   *
   * @throws FetchException if it is not the URI of a file, or if no prefix allows it
   */
  public ImageUri require(String text) throws FetchException {
    try {
      ImageUri uri = ImageUri.parse(text);
      String path = text.split("\\?", 2)[0];
      if (path.endsWith("/") && !uri.segments().isEmpty()) {
        throw FetchException.notAllowed("uri: expected no slash at the end of the path, found one");
      }
      if (prefixOf(uri).isPresent()) {
        return uri;
      }
      throw FetchException.notAllowed(
          "uri: expected a URI that begins with %s, as the job's option --image-uris says, found %s"
              .formatted(this, uri));
    } catch (InvalidUriException e) {
      throw FetchException.notAllowed("uri: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return String.join(" or ", prefixes.stream().map(ImageUri::toString).toList());
  }
}
