package io.flinkmobilenet.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a road-sign model as a Hugging Face directory. */
final class ModelFolderWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int BILINEAR = 2;

  private ModelFolderWriter() {}

  /**
   * Writes the three files and creates the directory.
   *
   * @param dtype type to which the weights are rounded, F32 or F16
   */
  static void write(Path directory, RoadSignModel model, Weights weights, DType dtype)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("config.json"), json(config(model.edge())));
    Files.writeString(
        directory.resolve("preprocessor_config.json"), json(preprocessing(model.edge())));
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (Parameter parameter : model.network().parameters()) {
      ByteBuffer bytes = Elements.encode(weights.values(parameter.name()), dtype);
      writer.tensor(parameter.name(), dtype, parameter.shape(), bytes);
    }
    Files.write(directory.resolve("model.safetensors"), writer.toBytes());
  }

  private static Map<String, Object> config(int edge) {
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, Integer> indices = new LinkedHashMap<>();
    for (RoadSign sign : RoadSign.values()) {
      labels.put(Integer.toString(sign.ordinal()), sign.label());
      indices.put(sign.label(), sign.ordinal());
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("MobileNetV2ForImageClassification"));
    config.put("model_type", "mobilenet_v2");
    config.put("depth_multiplier", RoadSignModel.WIDTH_MULTIPLIER);
    config.put("image_size", edge);
    config.put("tf_padding", false);
    config.put("layer_norm_eps", RoadSignModel.EPSILON);
    config.put("hidden_act", "relu6");
    config.put("num_channels", 3);
    config.put("expand_ratio", 6);
    config.put("output_stride", 32);
    config.put("depth_divisible_by", 8);
    config.put("min_depth", 8);
    config.put("first_layer_is_expansion", true);
    config.put("finegrained_output", true);
    config.put("id2label", labels);
    config.put("label2id", indices);
    return config;
  }

  private static Map<String, Object> preprocessing(int edge) {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    Map<String, Object> crop = new LinkedHashMap<>();
    crop.put("height", edge);
    crop.put("width", edge);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("image_processor_type", "MobileNetV2ImageProcessor");
    config.put("do_resize", true);
    config.put("size", Map.of("shortest_edge", edge));
    config.put("resample", BILINEAR);
    config.put("do_center_crop", true);
    config.put("crop_size", crop);
    config.put("do_rescale", true);
    config.put("rescale_factor", 1 / 255.0);
    config.put("do_normalize", true);
    config.put("image_mean", half);
    config.put("image_std", half);
    return config;
  }

  private static String json(Map<String, Object> values) throws JsonProcessingException {
    return JSON.writeValueAsString(values) + "\n";
  }
}
