package io.flinkmobilenet.cli.bench;

import java.util.List;

/**
 * Pictures that are measured together.
 *
 * @param name what a report calls them
 * @param pictures encoded
 */
record ImageSet(String name, List<byte[]> pictures) {
  long bytes() {
    return pictures.stream().mapToLong(picture -> picture.length).sum();
  }
}
