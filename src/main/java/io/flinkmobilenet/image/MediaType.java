package io.flinkmobilenet.image;

import java.util.Optional;

/**
 * What browsers call a picture's format: {@code image/jpeg}, for one.
 *
 * <p>Names are those of the <a
 * href="https://www.iana.org/assignments/media-types/media-types.xhtml#image">IANA registry</a>.
 */
public final class MediaType {
  private MediaType() {}

  /** The media type of a file, told by its first bytes; none where it is no picture we decode. */
  public static Optional<String> of(byte[] encoded) {
    try {
      return Optional.of(ImageFormat.detect(encoded).mediaType());
    } catch (InvalidImageException e) {
      return Optional.empty();
    }
  }
}
