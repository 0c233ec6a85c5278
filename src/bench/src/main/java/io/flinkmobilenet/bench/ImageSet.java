package io.flinkmobilenet.bench;

import java.util.List;

/**
 * Images that are measured together.
 *
 * @param name name in reports
 * @param images the encoded images
 */
record ImageSet(String name, List<byte[]> images) {
  long bytes() {
    return images.stream().mapToLong(image -> image.length).sum();
  }
}
