package io.flinkmobilenet.image;

import java.util.Optional;

/**
 * Media types of the supported formats, for example {@code image/jpeg}.
 *
 * <p>The names are those of the <a
 * href="https://www.iana.org/assignments/media-types/media-types.xhtml#image">IANA registry</a>.
 */
public final class MediaType {
  private MediaType() {}

  /**
   * The media type of a file, recognised by its first bytes; empty if the format is not supported.
   */
  public static Optional<String> of(byte[] encoded) {
    try {
      return Optional.of(ImageFormat.detect(encoded).mediaType());
    } catch (InvalidImageException e) {
      return Optional.empty();
    }
  }
}
