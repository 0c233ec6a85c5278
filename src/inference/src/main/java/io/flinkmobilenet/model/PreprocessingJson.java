package io.flinkmobilenet.model;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts the preprocessing from and to {@code preprocessor_config.json}. Missing keys have the
 * defaults of Hugging Face's <a
 * href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v2">MobileNetV2ImageProcessor</a>
 * unless the file names a processor of another {@link ProcessorFamily}.
 */
final class PreprocessingJson {
  private PreprocessingJson() {}

  static Preprocessing read(JsonObject json, String where) throws InvalidModelException {
    ProcessorFamily family = ProcessorFamily.of(json);
    if (!json.truth("do_resize", true)) {
      throw json.unexpected("do_resize", "true, because images come in any size");
    }
    json.requireTruth("do_flip_channel_order", false);
    boolean rescale = json.truth("do_rescale", true);
    boolean normalise = json.truth("do_normalize", true);
    try {
      return new Preprocessing(
          geometry(json, family),
          rescale ? (float) json.number("rescale_factor", 1 / 255.0) : 1,
          normalise ? json.channels("image_mean", 0.5f) : List.of(0f, 0f, 0f),
          normalise ? json.channels("image_std", 0.5f) : List.of(1f, 1f, 1f));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  /** Returns the defaults of MobileNetV2's image processor. */
  static Preprocessing defaults() throws InvalidModelException {
    String where = "defaults";
    return read(new JsonObject(Json.read("{}", where), where), where);
  }

  private static InputGeometry geometry(JsonObject json, ProcessorFamily family)
      throws InvalidModelException {
    if (family == ProcessorFamily.CONVNEXT) {
      return ConvNextGeometry.read(json, filter(json));
    }
    Resize resize = SizeJson.resize(json, family.numberIsSquare()).with(filter(json));
    if (json.truth("do_center_crop", family.crops())) {
      SizeJson.Extent crop = SizeJson.crop(json);
      return new InputGeometry(resize, crop.width(), crop.height());
    }
    if (!resize.stretched()) {
      throw json.unexpected(
          "do_center_crop",
          "true if size is not a height and a width, because all images must have the same size");
    }
    return new InputGeometry(resize, resize.width(), resize.height());
  }

  private static ResizeFilter filter(JsonObject json) throws InvalidModelException {
    int number = json.integer("resample", ResizeFilter.BILINEAR.number());
    try {
      return ResizeFilter.of(number);
    } catch (IllegalArgumentException e) {
      throw json.unexpected("resample", ResizeFilter.known());
    }
  }

  static String write(Preprocessing preprocessing) {
    InputGeometry geometry = preprocessing.geometry();
    Map<String, Object> json = new TreeMap<>();
    json.put("size", SizeJson.write(geometry.resize()));
    json.put("crop_size", SizeJson.write(geometry.cropWidth(), geometry.cropHeight()));
    json.put("resample", geometry.resize().filter().number());
    json.put("rescale_factor", Json.number(preprocessing.rescaleFactor()));
    json.put("image_mean", preprocessing.mean().stream().map(Json::number).toList());
    json.put("image_std", preprocessing.std().stream().map(Json::number).toList());
    return Json.write(json);
  }
}
