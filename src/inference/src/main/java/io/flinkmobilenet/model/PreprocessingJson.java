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
    boolean resized = json.truth("do_resize", true);
    if (family == ProcessorFamily.CONVNEXT) {
      return ConvNextGeometry.read(json, filter(json), resized);
    }
    if (!resized) {
      return unresized(json, family);
    }
    Resize resize = SizeJson.resize(json, family.numberIsSquare()).with(filter(json));
    if (json.truth("do_center_crop", family.crops())) {
      SizeJson.Extent crop = SizeJson.crop(json);
      return new InputGeometry(resize, crop.width(), crop.height());
    }
    return new InputGeometry(resize, resize.width(), resize.height(), !resize.stretched());
  }

  private static InputGeometry unresized(JsonObject json, ProcessorFamily family)
      throws InvalidModelException {
    if (json.truth("do_center_crop", family.crops())) {
      SizeJson.Extent crop = SizeJson.crop(json);
      return new InputGeometry(Resize.none(), crop.width(), crop.height());
    }
    if (json.has("crop_size")) {
      SizeJson.Extent crop = SizeJson.crop(json);
      return new InputGeometry(Resize.none(), crop.width(), crop.height(), true);
    }
    Resize size = SizeJson.resize(json, family.numberIsSquare());
    if (!json.has("size") || !size.stretched()) {
      throw json.unexpected(
          "crop_size",
          "the size of the network's image, because images are neither resized nor cropped");
    }
    return new InputGeometry(Resize.none(), size.width(), size.height(), true);
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
    if (geometry.resize().kind() == Resize.Kind.NONE) {
      json.put("do_resize", false);
    } else {
      json.put("size", SizeJson.write(geometry.resize()));
      json.put("resample", geometry.resize().filter().number());
    }
    if (geometry.exact()) {
      json.put("do_center_crop", false);
    }
    json.put("crop_size", SizeJson.write(geometry.cropWidth(), geometry.cropHeight()));
    json.put("rescale_factor", Json.number(preprocessing.rescaleFactor()));
    json.put("image_mean", preprocessing.mean().stream().map(Json::number).toList());
    json.put("image_std", preprocessing.std().stream().map(Json::number).toList());
    return Json.write(json);
  }
}
