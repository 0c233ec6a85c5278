package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;

/**
 * The shapes of a file's tensors, from which settings are read.
 *
 * @param named the tensors
 * @param image size of the image
 */
record Tensors(NamedTensors named, ImageSize image) {
  private static final int MAX_COUNT = 256;
  private static final int DEFAULT_CLASSES = 1000;

  boolean has(String name) {
    return named.names().contains(name);
  }

  /** Returns the outermost extent of a tensor, or 1 if it is missing. */
  int outputs(String name) {
    if (!has(name)) {
      return 1;
    }
    Shape shape = named.shape(name);
    return shape.rank() == 0 ? 1 : shape.extent(0);
  }

  /** Returns how many of the names with 0, 1, 2, … in the place of {@code %d} are there. */
  int count(String pattern) {
    int count = 0;
    while (count < MAX_COUNT && has(pattern.formatted(count))) {
      count++;
    }
    return count;
  }

  /** Returns the image with as many classes as the last layer has outputs. */
  ImageClasses classes(String lastLayer) {
    int classes = has(lastLayer) ? outputs(lastLayer) : DEFAULT_CLASSES;
    return new ImageClasses(image.height(), image.width(), classes);
  }
}
