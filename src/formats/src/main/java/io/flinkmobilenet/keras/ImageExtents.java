package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the extents of the image that a model takes. */
final class ImageExtents {
  private final String where;
  private final ReadOptions options;

  ImageExtents(String where, ReadOptions options) {
    this.where = where;
    this.options = options;
  }

  /** Returns rows, columns and channels, followed by the extents of the input in Keras. */
  List<Integer> of(KerasModel model) throws UnsupportedWeightsException {
    if (model.inputs().size() != 1) {
      throw unsupported("1 input, an image", model.inputs().size() + " inputs");
    }
    JsonNode shape = shape(model);
    if (shape.isMissingNode()) {
      throw unsupported("the extents of the image in the first layer", "none");
    }
    int rank = shape.size() - 1;
    if (rank < 1 || rank > 3) {
      throw unsupported("an image, [batch, rows, columns, channels]", shape);
    }
    return rank == 1 ? vector(shape) : map(shape, rank);
  }

  private List<Integer> map(JsonNode shape, int rank) throws UnsupportedWeightsException {
    Optional<ReadOptions.ImageSize> size = options.image();
    int height = extent(shape.get(1), size.map(ReadOptions.ImageSize::height), shape);
    int width = extent(shape.get(2), size.map(ReadOptions.ImageSize::width), shape);
    int channels = rank == 2 ? 1 : extent(shape.get(3), Optional.empty(), shape);
    List<Integer> extents = new ArrayList<>(List.of(height, width, channels, height, width));
    if (rank == 3) {
      extents.add(channels);
    }
    return extents;
  }

  /** A network over the values of an image as a vector does not say rows and columns. */
  private List<Integer> vector(JsonNode shape) throws UnsupportedWeightsException {
    int values = extent(shape.get(1), Optional.empty(), shape);
    if (options.image().isEmpty()) {
      throw unsupported("an image, or its size as an option", "a vector of " + values + " values");
    }
    ReadOptions.ImageSize size = options.image().get();
    long pixels = (long) size.height() * size.width();
    if (pixels < 1 || values % pixels != 0 || values / pixels > 4) {
      throw unsupported(values + " values", "an image of " + size.height() + "×" + size.width());
    }
    return List.of(size.height(), size.width(), (int) (values / pixels), values);
  }

  private int extent(JsonNode extent, Optional<Integer> otherwise, JsonNode shape)
      throws UnsupportedWeightsException {
    if (extent.isInt() && extent.asInt() > 0) {
      return extent.asInt();
    }
    return otherwise.orElseThrow(
        () -> unsupported("a size of the image, in the file or as an option", shape));
  }

  private UnsupportedWeightsException unsupported(String expected, Object found) {
    String text = found.toString();
    String brief = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new UnsupportedWeightsException(
        "%s: input: expected %s, found %s".formatted(where, expected, brief));
  }

  /** Returns the extents of the first layer's input, the batch first. */
  private static JsonNode shape(KerasModel model) {
    String first = model.inputs().get(0).layer();
    for (KerasLayer layer : model.layers()) {
      if (layer.name().equals(first)) {
        return layer.nested().map(ImageExtents::shape).orElseGet(() -> declared(layer.config()));
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode declared(JsonNode config) {
    for (String key : List.of("batch_input_shape", "batch_shape")) {
      JsonNode shape = config.path(key);
      shape = shape.has("items") ? shape.get("items") : shape;
      // A list of shapes is a list of inputs.
      if (shape.isArray() && !shape.path(0).isArray()) {
        return shape;
      }
      if (shape.path(0).isArray() && shape.size() == 1) {
        return shape.get(0);
      }
    }
    return MissingNode.getInstance();
  }
}
