package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Resampling.Coordinates;
import io.flinkmobilenet.graph.Resampling.Interpolation;
import java.util.Arrays;
import java.util.List;

/** Maps of another height and width. */
final class ResizeConversion {
  private static final int NEW_FORM = 11;

  private ResizeConversion() {}

  /** Upsample, and Resize of operator set 10, which is the same. */
  static List<ImportedValue> upsample(NodeInputs node) {
    double[] scales;
    if (node.has(1)) {
      scales = doubles(node.constant(1));
    } else {
      AttributeProto attribute = node.node().attributes().get("scales");
      NodeInputs.require(attribute != null, "scales", "4 numbers", "none");
      float[] floats = attribute.floats();
      scales = new double[floats.length];
      Arrays.setAll(scales, i -> floats[i]);
    }
    int[] size = scaled(node, scales);
    return result(node, size, Coordinates.ASYMMETRIC);
  }

  static List<ImportedValue> resize(NodeInputs node) {
    if (node.operatorSet() < NEW_FORM) {
      return upsample(node);
    }
    NodeInputs.require(!node.has("axes"), "axes", "none", "some");
    int[] size =
        node.has(3)
            ? sized(node, NodeInputs.ints(node.constant(3).numbers()))
            : scaled(node, doubles(node.constant(2)));
    int[] extents = node.map(0).extents();
    String coordinates = node.text("coordinate_transformation_mode", "half_pixel");
    boolean plural = size[0] > 1 && size[1] > 1;
    return switch (coordinates) {
      case "half_pixel" -> result(node, size, Coordinates.HALF_PIXEL);
      case "asymmetric" -> result(node, size, Coordinates.ASYMMETRIC);
      case "align_corners" -> result(node, size, Coordinates.ALIGN_CORNERS);
      case "pytorch_half_pixel" -> {
        NodeInputs.require(plural, "output", "more than one row and column", extents.length);
        yield result(node, size, Coordinates.HALF_PIXEL);
      }
      default ->
          throw NodeInputs.refusal(
              "coordinate_transformation_mode",
              "half_pixel, pytorch_half_pixel, asymmetric or align_corners",
              coordinates);
    };
  }

  private static List<ImportedValue> result(NodeInputs node, int[] size, Coordinates coordinates) {
    int[] extents = node.map(0).extents();
    if (size[0] == extents[2] && size[1] == extents[3]) {
      return List.of(node.map(0));
    }
    String mode = node.text("mode", "nearest");
    NodeInputs.require(
        mode.equals("nearest") || mode.equals("linear") || mode.equals("bilinear"),
        "mode",
        "nearest or linear",
        mode);
    boolean nearest = mode.equals("nearest");
    if (nearest) {
      requireRounding(node, coordinates);
    }
    NodeInputs.require(
        node.number("antialias", 0) == 0 || nearest, "antialias", 0, node.number("antialias", 0));
    Interpolation interpolation = nearest ? Interpolation.NEAREST : Interpolation.BILINEAR;
    Resampling resampling = new Resampling(size[0], size[1], interpolation, coordinates);
    return List.of(node.graph().windows().resample(node.name(), node.map(0), resampling));
  }

  private static void requireRounding(NodeInputs node, Coordinates coordinates) {
    boolean asymmetric = coordinates == Coordinates.ASYMMETRIC;
    String expected = asymmetric ? "floor" : "round_prefer_floor";
    String standard = node.operatorSet() < NEW_FORM ? "floor" : "round_prefer_floor";
    String rounding = node.text("nearest_mode", standard);
    NodeInputs.require(rounding.equals(expected), "nearest_mode", expected, rounding);
  }

  private static int[] scaled(NodeInputs node, double[] scales) {
    int[] extents = node.map(0).extents();
    NodeInputs.require(
        scales.length == 4 && extents.length == 4 && scales[0] == 1 && scales[1] == 1,
        "scales",
        "1, 1, rows, columns",
        Arrays.toString(Arrays.copyOf(scales, Math.min(scales.length, 4))));
    return new int[] {scaled(extents[2], scales[2]), scaled(extents[3], scales[3])};
  }

  /** The graph knows sizes only, which are the same if the scale gives whole numbers. */
  private static int scaled(int extent, double scale) {
    double exact = extent * scale;
    boolean whole = exact >= 1 && exact == Math.rint(exact) && exact <= Integer.MAX_VALUE;
    NodeInputs.require(whole, "scale", "one that gives whole rows and columns", scale);
    return (int) exact;
  }

  private static int[] sized(NodeInputs node, int[] sizes) {
    int[] extents = node.map(0).extents();
    NodeInputs.require(
        sizes.length == 4 && extents.length == 4 && sizes[1] == extents[1],
        "sizes",
        "4 numbers that keep the channels",
        Arrays.toString(Arrays.copyOf(sizes, Math.min(sizes.length, 4))));
    String policy = node.text("keep_aspect_ratio_policy", "stretch");
    NodeInputs.require(policy.equals("stretch"), "keep_aspect_ratio_policy", "stretch", policy);
    return new int[] {sizes[2], sizes[3]};
  }

  private static double[] doubles(ConstantTensor constant) {
    NodeInputs.require(constant.elements() <= 16, "scales", "4 numbers", constant.elements());
    double[] doubles = new double[constant.elements()];
    Arrays.setAll(doubles, constant::at);
    return doubles;
  }
}
