package io.flinkmobilenet.model;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The settings of a model of timm: a {@code config.json} that names an {@code architecture} and has
 * the preprocessing in {@code pretrained_cfg}, or beside it in older files. It does not describe
 * the network, which has to be recognised from the weights. Hugging Face's transformers save models
 * of timm with the same settings and the {@code model_type} {@code timm_wrapper}.
 *
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/timm_wrapper">TimmWrapper</a>
 * @see <a href="https://huggingface.co/docs/timm/hf_hub">timm on the Hub</a>
 */
public final class TimmSettings {
  private static final String ARCHITECTURE = "architecture";
  private static final String PRETRAINED = "pretrained_cfg";
  private static final String INPUT = "input_size";
  private static final String CLASSES = "num_classes";
  private static final String LABELS = "label_names";
  private static final String LABELS_BY_INDEX = "id2label";
  private static final String TYPE = "model_type";
  private static final String WRAPPER = "timm_wrapper";

  /**
   * Names whose networks follow from their tensors. Others, such as {@code resnetblur50}, have the
   * same tensors and compute something else.
   */
  private static final Pattern KNOWN =
      Pattern.compile(
          "((tv_|gluon_)?resnet[0-9]+(_v1b)?|resnetv2_(50|101|152)|inception_(v3|v4|resnet_v2)"
              + "|(tv_|gluon_)?(se)?resnext[0-9]+_[0-9]+x[0-9]+d|wide_resnet(50|101)_2|seresnet[0-9]+"
              + "|(tv_)?densenet(121|161|169|201)|mobilenetv2_[0-9]+d?|efficientnet_b[0-7]"
              + "|mobilenetv3_(large|small)_[0-9]+|mnasnet_[0-9]+)(\\.[\\w.-]{1,99})?");

  private final JsonObject config;
  private final JsonObject pretrained;

  private TimmSettings(JsonObject config, JsonObject pretrained) {
    this.config = config;
    this.pretrained = pretrained;
  }

  /** Returns whether a {@code config.json} is one of timm. */
  static boolean recognises(JsonObject config) {
    boolean timm = config.has(ARCHITECTURE) && (config.has(PRETRAINED) || config.has(INPUT));
    return config.has(TYPE) ? config.get(TYPE).asText().equals(WRAPPER) : timm;
  }

  static TimmSettings of(JsonObject config) throws InvalidModelException {
    JsonObject pretrained = config.has(PRETRAINED) ? config.object(PRETRAINED) : config;
    TimmSettings settings = new TimmSettings(config, pretrained);
    settings.requireUsualNetwork();
    return settings;
  }

  private void requireUsualNetwork() throws InvalidModelException {
    if (!KNOWN.matcher(architecture()).matches()) {
      throw config.unexpected(
          ARCHITECTURE,
          "a ResNet, ResNeXt, ResNet V2, DenseNet, Inception, MobileNet, EfficientNet or MnasNet,"
              + " such as resnet50");
    }
    if (config.has("model_args") && !config.object("model_args").keys().isEmpty()) {
      throw config.unexpected("model_args", "none, because they change the network");
    }
    config.requireText("global_pool", "avg");
  }

  /** Returns timm's name of the network: {@code resnet18}. */
  public String architecture() throws InvalidModelException {
    return config.text(ARCHITECTURE, "");
  }

  /**
   * Refuses weights with another number of classes than the settings state.
   *
   * @param found number of classes of the network
   */
  public void requireClasses(int found) throws InvalidModelException {
    JsonObject stating = config.has(CLASSES) ? config : pretrained;
    if (stating.integer(CLASSES, found) != found) {
      throw stating.unexpected(CLASSES, found + " as in the weights");
    }
  }

  /**
   * Returns the labels; none if the settings name none.
   *
   * @param classes number of classes of the network
   */
  public List<String> labels(int classes) throws InvalidModelException {
    JsonObject naming = config.has(LABELS) ? config : pretrained;
    if (!naming.has(LABELS)) {
      return config.has(LABELS_BY_INDEX)
          ? Labels.byIndex(config.object(LABELS_BY_INDEX), classes)
          : List.of();
    }
    if (naming.get(LABELS).isArray()) {
      return Labels.read(naming.get(LABELS), naming.where() + ": " + LABELS);
    }
    return Labels.byIndex(naming.object(LABELS), classes);
  }

  /**
   * Returns the preprocessing of timm's <a
   * href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/data/transforms_factory.py">transforms_imagenet_eval</a>.
   *
   * @throws InvalidModelException if the settings leave a part of it open, or are not supported
   */
  public Preprocessing preprocessing() throws InvalidModelException {
    for (String key : List.of(INPUT, "interpolation", "crop_pct", "mean", "std")) {
      if (!pretrained.has(key)) {
        throw pretrained.unexpected(key, "a value");
      }
    }
    try {
      return new Preprocessing(
          geometry(),
          (float) (1 / 255.0),
          pretrained.channels("mean", 0),
          pretrained.channels("std", 0));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(pretrained.where() + ": " + e.getMessage(), e);
    }
  }

  private InputGeometry geometry() throws InvalidModelException {
    List<Integer> input = pretrained.integers(INPUT, List.of());
    if (input.size() != 3 || input.get(0) != 3) {
      throw pretrained.unexpected(INPUT, "3 channels, height and width");
    }
    int height = input.get(1);
    int width = input.get(2);
    double share = pretrained.number("crop_pct", 1);
    if (!(share > 0)) {
      throw pretrained.unexpected("crop_pct", "a number above 0");
    }
    Resize resize = resize((int) (height / share), (int) (width / share));
    return new InputGeometry(resize.with(filter()), width, height);
  }

  private Resize resize(int height, int width) throws InvalidModelException {
    String mode = pretrained.text("crop_mode", "center");
    if (mode.equals("squash")) {
      return Resize.stretch(width, height);
    }
    if (!mode.equals("center")) {
      throw pretrained.unexpected("crop_mode", "center or squash");
    }
    if (height != width) {
      throw pretrained.unexpected(INPUT, "a square unless crop_mode is squash");
    }
    return Resize.shortestEdge(height);
  }

  private ResizeFilter filter() throws InvalidModelException {
    String name = pretrained.text("interpolation", "");
    return Arrays.stream(ResizeFilter.values())
        .filter(filter -> filter.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                pretrained.unexpected(
                    "interpolation", "one of " + Arrays.toString(ResizeFilter.values())));
  }
}
