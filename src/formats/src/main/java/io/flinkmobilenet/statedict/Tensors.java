package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.List;
import java.util.regex.Pattern;

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

  /** Returns the second extent of a tensor, or 1 if it is missing or has fewer. */
  int inputs(String name) {
    if (!has(name)) {
      return 1;
    }
    Shape shape = named.shape(name);
    return shape.rank() < 2 ? 1 : shape.extent(1);
  }

  /** Returns how many of the names with 0, 1, 2, … in the place of {@code %d} are there. */
  int count(String pattern) {
    int count = 0;
    while (count < MAX_COUNT && has(pattern.formatted(count))) {
      count++;
    }
    return count;
  }

  /**
   * Returns the name of a tensor of the last layer, which people replace: by a sequence whose only
   * layer with weights has a number after the name, or by a layer where there was a sequence.
   *
   * @param name name in the library's own network, such as {@code fc.weight}
   */
  String ofLastLayer(String name) {
    int dot = name.lastIndexOf('.');
    if (has(name) || dot < 0) {
      return name;
    }
    String layer = name.substring(0, dot);
    String suffix = name.substring(dot);
    Pattern numbered = Pattern.compile(Pattern.quote(layer) + "\\.\\d+" + Pattern.quote(suffix));
    List<String> found =
        named.names().stream().filter(it -> numbered.matcher(it).matches()).limit(2).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String whole = layer.replaceFirst("\\.\\d+$", "") + suffix;
    return has(whole) ? whole : name;
  }

  /** Returns the image with as many classes as the last layer has outputs. */
  ImageClasses classes(String lastLayer) {
    String name = ofLastLayer(lastLayer);
    int classes = has(name) ? outputs(name) : DEFAULT_CLASSES;
    return new ImageClasses(image.height(), image.width(), classes);
  }
}
