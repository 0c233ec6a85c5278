package io.flinkmobilenet.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Families of Hugging Face's image processors, which give missing keys different defaults. A family
 * is known by the beginning of {@code image_processor_type}, so that {@code
 * ConvNextImageProcessorFast} is of the same as {@code ConvNextImageProcessor}.
 *
 * @see <a href="https://huggingface.co/docs/transformers/main_classes/image_processor">Image
 *     processors</a>
 */
enum ProcessorFamily {
  /** The default of this project, because all its first models used it. */
  MOBILENET(List.of("MobileNetV1", "MobileNetV2"), List.of()),
  /** Resizes and crops in one step; releases of the library differ in the default filter. */
  CONVNEXT(List.of("ConvNext"), List.of("resample")),
  /** Stretches images and never crops them. */
  VIT(List.of("ViT"), List.of("size", "resample")),
  /** Has CLIP's means as its default. */
  BIT(List.of("Bit"), Keys.ALL),
  /** May normalise twice. */
  EFFICIENTNET(List.of("EfficientNet"), Keys.ALL),
  /** Any other, whose defaults are not known here. */
  OTHER(List.of(""), Keys.ALL);

  /** Keys whose defaults differ between families. */
  private static final class Keys {
    private static final List<String> ALL = List.of("size", "do_center_crop", "resample");
    private static final List<String> NORMALISATION = List.of("image_mean", "image_std");
  }

  private final List<String> beginnings;
  private final List<String> needed;

  ProcessorFamily(List<String> beginnings, List<String> needed) {
    this.beginnings = beginnings;
    this.needed = needed;
  }

  /**
   * Returns the family that a {@code preprocessor_config.json} names.
   *
   * @throws InvalidModelException if a key is missing whose default is not MobileNetV2's
   */
  static ProcessorFamily of(JsonObject json) throws InvalidModelException {
    String type =
        json.text("image_processor_type", json.text("feature_extractor_type", "MobileNetV2"));
    for (ProcessorFamily family : values()) {
      if (family.beginnings.stream().anyMatch(type::startsWith)) {
        family.requireKeys(json, type);
        return family;
      }
    }
    throw new IllegalStateException(type);
  }

  private void requireKeys(JsonObject json, String type) throws InvalidModelException {
    List<String> keys = new ArrayList<>(needed);
    if (needed == Keys.ALL && json.truth("do_normalize", true)) {
      keys.addAll(Keys.NORMALISATION);
    }
    for (String key : keys) {
      if (!json.has(key)) {
        throw json.unexpected(
            key, "a value, since \"%s\" has other defaults than MobileNetV2's".formatted(type));
      }
    }
    if (this == OTHER && json.get("size").isNumber()) {
      throw json.unexpected(
          "size",
          "a shortest_edge, or height and width, since \"%s\" may mean either by a number"
              .formatted(type));
    }
    if (this == EFFICIENTNET) {
      requireOneNormalisation(json);
    }
  }

  /** The processor divides by the deviations once more by default. */
  private static void requireOneNormalisation(JsonObject json) throws InvalidModelException {
    if (json.truth("include_top", true)) {
      throw json.unexpected("include_top", "false, because values are normalised once");
    }
    json.requireTruth("rescale_offset", false);
  }

  /** Returns whether one number as size is the edge of a square to which images are stretched. */
  boolean numberIsSquare() {
    return this == VIT || this == EFFICIENTNET;
  }

  /** Returns whether images are cropped if the settings do not say so. */
  boolean crops() {
    return this != VIT;
  }
}
