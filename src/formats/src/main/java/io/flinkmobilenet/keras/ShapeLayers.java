package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Layers that change the extents of maps, and those that change nothing.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/">Reshaping layers</a>
 */
final class ShapeLayers {
  private ShapeLayers() {}

  static LayerValue trainingOnly(LayerContext call) throws WeightsException {
    call.assembly()
        .notes()
        .add(
            "Layers of class %s only work in training and were left out."
                .formatted(call.layer().type()));
    return call.input();
  }

  static LayerValue flatten(LayerContext call) throws WeightsException {
    call.config().requireChannelsLast();
    LayerValue input = call.input();
    return input.extents(List.of(elements(input)));
  }

  static LayerValue reshape(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    LayerValue input = call.input();
    int values = elements(input);
    List<Integer> extents = new ArrayList<>();
    long known = 1;
    int open = -1;
    for (JsonNode extent : config.json("target_shape")) {
      int found = extent.isInt() ? extent.asInt() : 0;
      open = found == -1 ? extents.size() : open;
      known = known > values ? known : known * (found == -1 ? 1 : Math.max(found, 0));
      extents.add(found);
    }
    if (open >= 0 && known > 0) {
      extents.set(open, (int) (values / known));
    }
    long product = 1;
    for (int extent : extents) {
      product = extent < 1 || product > values ? 0 : product * extent;
    }
    if (product != values || extents.size() > 3 || extents.isEmpty()) {
      throw config.unsupported(
          "target_shape", "1 to 3 extents of " + values + " values", config.json("target_shape"));
    }
    return input.extents(extents);
  }

  private static int elements(LayerValue value) {
    return value.extents().stream().reduce(1, Math::multiplyExact);
  }

  static LayerValue zeroPadding(LayerContext call) throws WeightsException {
    call.config().requireChannelsLast();
    int[] sides = sides(call, "padding", 1);
    ConstantPadding padding = new ConstantPadding(sides[0], sides[2], sides[1], sides[3], 0);
    return call.map(call.add(padding, call.node(call.map())));
  }

  /** Crops with a convolution that reads one pixel per window: each channel has a filter of 1. */
  static LayerValue cropping(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    config.requireChannelsLast();
    int from = call.node(call.map());
    FeatureShape shape = call.shape(from);
    int[] sides = sides(call, "cropping", 0);
    int height = shape.height() - sides[0] - sides[1];
    int width = shape.width() - sides[2] - sides[3];
    if (height < 1 || width < 1) {
      throw config.unsupported("cropping", "less than " + shape, config.json("cropping"));
    }
    int rows = sides[0] + sides[1] + 1;
    int columns = sides[2] + sides[3] + 1;
    int channels = shape.channels();
    Shape kernel = Shape.of(channels, 1, rows, columns);
    int at = sides[0] * columns + sides[2];
    String weights =
        call.parameter("weight", kernel, () -> single(kernel.elements(), rows * columns, at));
    return call.map(
        call.add(
            Convolution.of(weights, channels, Window.of(rows, columns)).groups(channels), from));
  }

  private static float[] single(int count, int period, int at) {
    float[] values = new float[count];
    for (int i = at; i < count; i += period) {
      values[i] = 1;
    }
    return values;
  }

  /** Returns rows above and below, columns left and right: from 1 number, 2 numbers or 4. */
  private static int[] sides(LayerContext call, String key, int otherwise) throws WeightsException {
    LayerConfig config = call.config();
    int[] numbers =
        config.has(key)
            ? config.numbers(key).stream().mapToInt(Double::intValue).toArray()
            : new int[] {otherwise};
    boolean valid =
        (numbers.length == 1 || numbers.length == 2 || numbers.length == 4)
            && Arrays.stream(numbers).allMatch(side -> side >= 0 && side < 1 << 15);
    if (!valid) {
      throw config.unsupported(key, "1, 2 or 4 whole numbers", config.json(key));
    }
    return switch (numbers.length) {
      case 1 -> new int[] {numbers[0], numbers[0], numbers[0], numbers[0]};
      case 2 -> new int[] {numbers[0], numbers[0], numbers[1], numbers[1]};
      default -> numbers;
    };
  }

  static LayerValue upSampling(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    config.requireChannelsLast();
    int from = call.node(call.map());
    int[] size = config.pair("size", 2, 2);
    FeatureShape shape = call.shape(from);
    String how = config.text("interpolation", "nearest");
    boolean nearest = how.equals("nearest");
    config.require("interpolation", nearest || how.equals("bilinear"), "nearest or bilinear");
    config.require("size", Math.max(size[0], size[1]) < 1 << 10, "less than 1024");
    Resampling resampling =
        new Resampling(
            shape.height() * size[0],
            shape.width() * size[1],
            nearest ? Resampling.Interpolation.NEAREST : Resampling.Interpolation.BILINEAR,
            nearest ? Resampling.Coordinates.ASYMMETRIC : Resampling.Coordinates.HALF_PIXEL);
    return call.map(call.add(resampling, from));
  }

  static LayerValue resizing(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    config.requireChannelsLast();
    config.require(
        "interpolation", config.text("interpolation", "bilinear").equals("bilinear"), "bilinear");
    for (String key : List.of("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias")) {
      config.require(key, !config.truth(key, false), "false");
    }
    Resampling resampling =
        new Resampling(
            config.integer("height", 0),
            config.integer("width", 0),
            Resampling.Interpolation.BILINEAR,
            Resampling.Coordinates.HALF_PIXEL);
    return call.map(call.add(resampling, call.node(call.map())));
  }
}
