package io.flinkmobilenet.cli.gallery;

import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.image.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Depicts pictures as long as they have no more bytes together than a page can hold. */
public final class ImageBudget {
  private static final long MEBIBYTE = 1 << 20;

  private final long limit;
  private long used;

  /**
   * A budget.
   *
   * @param limit bytes of all pictures together
   */
  public ImageBudget(long limit) {
    this.limit = limit;
  }

  /** The picture of an event, its bytes as they are. */
  public Depiction depict(ImageEvent event) {
    String trueClass = event.getAttributes().get(ImageAttributes.TRUE_CLASS);
    ByteBuffer image = event.getImage();
    int length = image.remaining();
    byte[] bytes = new byte[length];
    image.duplicate().get(bytes);
    Optional<String> type = MediaType.of(bytes);
    if (type.isEmpty()) {
      return new Depiction(null, null, "no picture: " + length + " bytes", trueClass);
    }
    if (used + length > limit) {
      String reason = "left out: a page holds %d MiB of pictures".formatted(limit / MEBIBYTE);
      return new Depiction(null, null, reason, trueClass);
    }
    used += length;
    return new Depiction(type.get(), bytes, null, trueClass);
  }
}
