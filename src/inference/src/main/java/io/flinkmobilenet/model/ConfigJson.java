package io.flinkmobilenet.model;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.network.MobileNetV2;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.network.Scores;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts the architecture from and to {@code config.json}. Missing keys have the defaults of
 * Hugging Face's <a
 * href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v2">MobileNetV2Config</a>.
 *
 * <p>The input has the size of the preprocessing's crop, as in Hugging Face's own code; {@code
 * image_size} is not used.
 */
final class ConfigJson {
  private static final String MODEL_TYPE = "mobilenet_v2";

  private ConfigJson() {}

  static MobileNetV2.Config read(JsonObject json, InputGeometry geometry, int classes, String where)
      throws InvalidModelException {
    if (!json.text("model_type", "").equals(MODEL_TYPE)) {
      throw json.unexpected("model_type", "\"" + MODEL_TYPE + "\"");
    }
    json.requireText("hidden_act", "relu6");
    json.requireInteger("num_channels", 3);
    json.requireInteger("output_stride", 32);
    boolean tensorflow = json.truth("tf_padding", true);
    try {
      return new MobileNetV2.Config(
          json.number("depth_multiplier", 1),
          geometry.cropHeight(),
          geometry.cropWidth(),
          classes,
          tensorflow ? Padding.TENSORFLOW : Padding.SYMMETRIC,
          json.number("layer_norm_eps", 1e-3),
          json.truth("finegrained_output", true),
          json.integer("expand_ratio", 6),
          json.truth("first_layer_is_expansion", true),
          json.integer("depth_divisible_by", 8),
          json.integer("min_depth", 8));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  static String write(MobileNetV2.Config config, Scores scores) {
    Map<String, Object> json = new TreeMap<>();
    json.put("model_type", MODEL_TYPE);
    json.put("depth_multiplier", Json.number(config.widthMultiplier()));
    json.put("tf_padding", config.padding() == Padding.TENSORFLOW);
    json.put("layer_norm_eps", Json.number(config.batchNormalisationEpsilon()));
    json.put("finegrained_output", config.finegrainedOutput());
    json.put("expand_ratio", config.expandRatio());
    json.put("first_layer_is_expansion", config.firstLayerIsExpansion());
    json.put("depth_divisible_by", config.depthDivisibleBy());
    json.put("min_depth", config.minDepth());
    ProblemType.write(scores, config.classes(), json);
    return Json.write(json);
  }
}
