package io.flinkmobilenet.cli.gallery;

import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.image.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Depicts images as long as their total size does not exceed what a page can hold. */
public final class ImageBudget {
  private static final long MEBIBYTE = 1 << 20;

  private final long limit;
  private long used;

  /**
   * Creates a budget.
   *
   * @param limit bytes of all images together
   */
  public ImageBudget(long limit) {
    this.limit = limit;
  }

  /** Depicts the image of an event, with its bytes unchanged. */
  public Depiction depict(ImageEvent event) {
    String trueClass = event.getAttributes().get(ImageAttributes.TRUE_CLASS);
    if (event.getUri() != null) {
      return new Depiction(null, null, "by reference: " + event.getUri(), trueClass);
    }
    ByteBuffer image = event.getImage();
    int length = image.remaining();
    byte[] bytes = new byte[length];
    image.duplicate().get(bytes);
    Optional<String> type = MediaType.of(bytes);
    if (type.isEmpty()) {
      return new Depiction(null, null, "not an image: " + length + " bytes", trueClass);
    }
    if (used + length > limit) {
      String reason = "left out: a page holds %d MiB of images".formatted(limit / MEBIBYTE);
      return new Depiction(null, null, reason, trueClass);
    }
    used += length;
    return new Depiction(type.get(), bytes, null, trueClass);
  }
}
