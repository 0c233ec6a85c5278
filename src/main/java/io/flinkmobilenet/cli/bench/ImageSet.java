package io.flinkmobilenet.cli.bench;

import java.util.List;

/**
 * Images that are measured together.
 *
 * @param name name in reports
 * @param pictures the encoded images
 */
record ImageSet(String name, List<byte[]> pictures) {
  long bytes() {
    return pictures.stream().mapToLong(picture -> picture.length).sum();
  }
}
