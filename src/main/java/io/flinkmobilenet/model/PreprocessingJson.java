package io.flinkmobilenet.model;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.Preprocessing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The preprocessing as in {@code preprocessor_config.json}; what is absent has the default of
 * Hugging Face's <a
 * href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v2">MobileNetV2ImageProcessor</a>.
 */
final class PreprocessingJson {
  private static final int BILINEAR = 2;

  private PreprocessingJson() {}

  static Preprocessing read(JsonObject json, String where) throws InvalidModelException {
    json.requireTruth("do_resize", true);
    json.requireTruth("do_center_crop", true);
    json.requireTruth("do_flip_channel_order", false);
    json.requireInteger("resample", BILINEAR);
    boolean rescale = json.truth("do_rescale", true);
    boolean normalise = json.truth("do_normalize", true);
    try {
      return new Preprocessing(
          geometry(json),
          rescale ? (float) json.number("rescale_factor", 1 / 255.0) : 1,
          normalise ? json.channels("image_mean", 0.5f) : List.of(0f, 0f, 0f),
          normalise ? json.channels("image_std", 0.5f) : List.of(1f, 1f, 1f));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  private static InputGeometry geometry(JsonObject json) throws InvalidModelException {
    int shortestEdge = shortestEdge(json);
    if (!isObject(json, "crop_size")) {
      int crop = json.integer("crop_size", 224);
      return new InputGeometry(shortestEdge, crop, crop);
    }
    JsonObject crop = json.object("crop_size");
    if (!crop.has("width") || !crop.has("height")) {
      throw json.unexpected("crop_size", "height and width");
    }
    return new InputGeometry(shortestEdge, crop.integer("width", 0), crop.integer("height", 0));
  }

  private static int shortestEdge(JsonObject json) throws InvalidModelException {
    if (!isObject(json, "size")) {
      return json.integer("size", 256);
    }
    JsonObject size = json.object("size");
    if (!size.has("shortest_edge")) {
      throw json.unexpected("size", "a shortest_edge, the only form supported");
    }
    return size.integer("shortest_edge", 0);
  }

  /** Whether a size is given by named extents, not by one number as in older files. */
  private static boolean isObject(JsonObject json, String key) {
    return json.has(key) && json.get(key).isObject();
  }

  static String write(Preprocessing preprocessing) {
    InputGeometry geometry = preprocessing.geometry();
    Map<String, Object> json = new TreeMap<>();
    json.put("size", Map.of("shortest_edge", geometry.shortestEdge()));
    json.put(
        "crop_size",
        new TreeMap<>(Map.of("height", geometry.cropHeight(), "width", geometry.cropWidth())));
    json.put("resample", BILINEAR);
    json.put("rescale_factor", Json.number(preprocessing.rescaleFactor()));
    json.put("image_mean", preprocessing.mean().stream().map(Json::number).toList());
    json.put("image_std", preprocessing.std().stream().map(Json::number).toList());
    return Json.write(json);
  }
}
