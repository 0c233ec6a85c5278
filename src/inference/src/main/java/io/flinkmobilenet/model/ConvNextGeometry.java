package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;

/**
 * Resize and crop of Hugging Face's <a
 * href="https://huggingface.co/docs/transformers/model_doc/convnext">ConvNextImageProcessor</a>,
 * which its ResNets use as well: below an edge of 384 pixels an image is resized by {@code
 * crop_pct} larger than the network's input and cropped, from there on it is stretched.
 */
final class ConvNextGeometry {
  private static final int DEFAULT_EDGE = 384;
  private static final int STRETCHED_FROM = 384;
  private static final double DEFAULT_SHARE = 224 / 256.0;

  private ConvNextGeometry() {}

  static InputGeometry read(JsonObject json, ResizeFilter filter, boolean resized)
      throws InvalidModelException {
    json.requireTruth("do_center_crop", false);
    int edge = edge(json);
    if (!resized) {
      return new InputGeometry(Resize.none(), edge, edge, true);
    }
    double share = json.number("crop_pct", DEFAULT_SHARE);
    if (!(share > 0)) {
      throw json.unexpected("crop_pct", "a number above 0");
    }
    Resize resize =
        edge < STRETCHED_FROM
            ? Resize.shortestEdge((int) (edge / share))
            : Resize.stretch(edge, edge);
    return new InputGeometry(resize.with(filter), edge, edge);
  }

  private static int edge(JsonObject json) throws InvalidModelException {
    JsonNode size = json.get("size");
    if (!json.has("size") || size.isValueNode()) {
      return json.integer("size", DEFAULT_EDGE);
    }
    if (!size.isObject() || !json.object("size").has("shortest_edge")) {
      throw json.unexpected("size", "a shortest_edge");
    }
    return json.object("size").integer("shortest_edge", 0);
  }
}
