package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Fuzzes the two JSON files of a Hugging Face directory, separated by a zero byte, up to the
 * network that they describe, which has no weights. Settings that can be read are written and must
 * be read back as the same settings.
 */
public final class ModelSettingsTarget implements FuzzTarget {
  private static final int MOST_LABELS = 1 << 16;

  @Override
  public String run(byte[] input) throws WeightsException {
    int end = 0;
    while (end < input.length && input[end] != 0) {
      end++;
    }
    byte[] config = Arrays.copyOf(input, end);
    byte[] preprocessor = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    try {
      return network(config, preprocessor);
    } catch (InvalidModelException e) {
      return Outcome.refused(e);
    }
  }

  private static String network(byte[] config, byte[] preprocessor)
      throws InvalidModelException, WeightsException {
    JsonObject settings = object(config, "config.json");
    if (TimmSettings.recognises(settings)) {
      return timm(TimmSettings.of(settings));
    }
    Preprocessing preprocessing =
        PreprocessingJson.read(object(preprocessor, "preprocessor_config.json"), "preprocessor");
    List<String> labels = Labels.ofConfig(settings);
    Configuration network =
        ConfigJson.read(settings, preprocessing.geometry(), labels.size(), "config.json");
    Scores scores = ProblemType.scores(settings, labels.size());
    requireSameAgain(preprocessing, network, labels, scores);
    NamedTensors none = SafetensorsReader.read(new SafetensorsWriter().toBytes(), "weights");
    try {
      NetworkCheck.graph(
          new CanonicalForm(none, network, preprocessing, labels, scores, Map.of()), "weights");
    } catch (InvalidModelException e) {
      return "settings, then " + Outcome.refused(e);
    }
    throw new AssertionError("a network without weights passed");
  }

  /** timm's settings hold the preprocessing themselves, and the network is in the weights. */
  private static String timm(TimmSettings settings) throws InvalidModelException {
    Preprocessing preprocessing = settings.preprocessing();
    requireSameAgain(preprocessing);
    settings.requireClasses(3);
    if (settings.labels(3).size() > MOST_LABELS) {
      throw new AssertionError("more labels than a model may have");
    }
    return "settings of timm";
  }

  private static void requireSameAgain(Preprocessing preprocessing) throws InvalidModelException {
    String written = PreprocessingJson.write(preprocessing);
    if (!PreprocessingJson.read(object(bytes(written), "again"), "again").equals(preprocessing)) {
      throw new AssertionError("read again, preprocessing is another: " + written);
    }
  }

  private static void requireSameAgain(
      Preprocessing preprocessing, Configuration network, List<String> labels, Scores scores)
      throws InvalidModelException {
    requireSameAgain(preprocessing);
    String written = ConfigJson.write(network, scores);
    JsonObject json = object(bytes(written), "again");
    Configuration again = ConfigJson.read(json, preprocessing.geometry(), labels.size(), "again");
    if (!again.equals(network) || ProblemType.scores(json, labels.size()) != scores) {
      throw new AssertionError("read again, the architecture is another: " + written);
    }
  }

  private static JsonObject object(byte[] json, String where) throws InvalidModelException {
    return new JsonObject(Json.read(json, where), where);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Limit: 65,536 default labels, a network's layers, and a tree node per byte of JSON. */
  @Override
  public long mayAllocate(byte[] input) {
    return (32 << 20) + 512L * input.length;
  }

  @Override
  public int longest() {
    return 2048;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes(TestModels.config(32, 3) + "\0" + TestModels.preprocessorConfig(32)),
        bytes(
            """
            {"model_type":"mobilenet_v2","hidden_act":"relu6","num_channels":3,"output_stride":32,\
            "tf_padding":false,"depth_multiplier":1.4,"layer_norm_eps":1e-05,\
            "finegrained_output":false,"expand_ratio":6.0,"first_layer_is_expansion":false,\
            "depth_divisible_by":8,"min_depth":8,"num_labels":1000}\0\
            {"do_resize":true,"do_center_crop":true,"do_flip_channel_order":false,"resample":2,\
            "do_rescale":true,"rescale_factor":0.00392,"do_normalize":true,"crop_size":224,\
            "size":256,"image_mean":[0.485,0.456,0.406],"image_std":0.25}
            """),
        bytes(
            """
            {"model_type":"resnet"}\0{"feature_extractor_type":"ConvNextFeatureExtractor",\
            "crop_pct":0.875,"resample":3,"size":{"shortest_edge":224},"image_mean":0.5}
            """),
        bytes(
            """
            {"architecture":"resnet18","num_classes":3,"global_pool":"avg","model_args":{},\
            "label_names":{"0":"a","2":"c"},"pretrained_cfg":{"input_size":[3,224,224],\
            "interpolation":"bicubic","crop_pct":0.95,"crop_mode":"squash","num_classes":1000,\
            "mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225],"label_names":["a","b"]}}
            """));
  }
}
