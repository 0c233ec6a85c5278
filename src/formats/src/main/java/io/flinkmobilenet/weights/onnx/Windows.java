package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import java.util.Arrays;

/** The windows of a convolution or pool from a node's attributes. */
final class Windows {
  private Windows() {}

  /**
   * Returns the windows.
   *
   * @param size rows and columns that the weights have, or null
   */
  static Window of(NodeInputs node, int[] size) {
    int[] kernel = node.ints("kernel_shape", size);
    NodeInputs.require(
        kernel != null && kernel.length == 2,
        "kernel_shape",
        "rows and columns",
        Arrays.toString(kernel));
    int[] strides = two(node, "strides");
    int[] dilations = two(node, "dilations");
    Window window =
        Window.of(kernel[0], kernel[1])
            .stride(strides[0], strides[1])
            .dilation(dilations[0], dilations[1]);
    int[] extents = node.map(0).extents();
    NodeInputs.require(extents.length == 4, "input", "4 axes", Arrays.toString(extents));
    return padded(node, window, extents);
  }

  private static Window padded(NodeInputs node, Window window, int[] extents) {
    String automatic = node.text("auto_pad", "NOTSET");
    switch (automatic) {
      case "NOTSET", "" -> {
        int[] pads = node.ints("pads", 0, 0, 0, 0);
        NodeInputs.require(pads.length == 4, "pads", "4 numbers", Arrays.toString(pads));
        return window.padding(pads[0], pads[1], pads[2], pads[3]);
      }
      case "VALID" -> {
        return window;
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        boolean valid = Math.min(window.strideY(), window.strideX()) > 0;
        NodeInputs.require(valid, "strides", "at least 1", "less");
        Window same = window.samePadding(new FeatureShape(extents[2], extents[3], 1));
        return automatic.equals("SAME_UPPER")
            ? same
            : same.padding(same.bottom(), same.right(), same.top(), same.left());
      }
      default ->
          throw NodeInputs.refusal(
              "auto_pad", "NOTSET, VALID, SAME_UPPER or SAME_LOWER", automatic);
    }
  }

  private static int[] two(NodeInputs node, String attribute) {
    int[] found = node.ints(attribute, 1, 1);
    NodeInputs.require(found.length == 2, attribute, "2 numbers", Arrays.toString(found));
    return found;
  }
}
