package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.ResNet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of ResNets. */
enum ResNetNames implements Naming {
  /** The names of the graph. */
  HUGGING_FACE("Hugging Face's ResNet") {},

  /**
   * Names of torchvision, which timm uses as well.
   *
   * @see <a
   *     href="https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py">resnet.py</a>
   */
  TORCHVISION("torchvision's and timm's ResNet") {
    @Override
    public String tensor(String parameter) {
      Matcher matcher = LAYER.matcher(parameter);
      if (matcher.matches()) {
        String layer =
            "layer%d.%s.".formatted(Integer.parseInt(matcher.group(1)) + 1, matcher.group(2));
        boolean weights = matcher.group(4).equals("convolution");
        String suffix = matcher.group(5);
        if (matcher.group(3).equals("shortcut")) {
          return layer + "downsample." + (weights ? 0 : 1) + suffix;
        }
        int number = Integer.parseInt(matcher.group(3).substring("layer.".length())) + 1;
        return layer + (weights ? "conv" : "bn") + number + suffix;
      }
      return parameter
          .replace("resnet.embedder.embedder.convolution", "conv1")
          .replace("resnet.embedder.embedder.normalization", "bn1")
          .replace("classifier.1", "fc");
    }
  };

  private static final Pattern LAYER =
      Pattern.compile(
          "resnet\\.encoder\\.stages\\.(\\d+)\\.layers\\.(\\d+)\\.(shortcut|layer\\.\\d+)"
              + "\\.(convolution|normalization)(\\.\\w+)");
  private static final int MAX_STAGES = 8;

  private final String title;

  ResNetNames(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String modelType() {
    return "resnet";
  }

  @Override
  public List<Configuration> configurations(Tensors tensors) {
    boolean bottleneck = tensors.has(convolution(0, 0, 2));
    List<Integer> depths = new ArrayList<>();
    List<Integer> channels = new ArrayList<>();
    for (int stage = 0; stage < MAX_STAGES; stage++) {
      int layers = 0;
      while (layers < 256 && tensors.has(convolution(stage, layers, 0))) {
        layers++;
      }
      if (layers == 0) {
        break;
      }
      depths.add(layers);
      channels.add(tensors.outputs(convolution(stage, 0, bottleneck ? 2 : 1)));
    }
    ImageClasses image = tensors.classes(tensor("classifier.1.weight"));
    if (depths.isEmpty()) {
      return List.of();
    }
    int stem = tensors.outputs(tensor("resnet.embedder.embedder.convolution.weight"));
    return List.of(new ResNet.Config(image, stem, channels, depths, bottleneck, false));
  }

  private String convolution(int stage, int layer, int index) {
    return tensor(
        "resnet.encoder.stages.%d.layers.%d.layer.%d.convolution.weight"
            .formatted(stage, layer, index));
  }

  @Override
  public String assumption() {
    return "Strides are assumed to be in the 3×3 convolutions, as in torchvision and Hugging Face.";
  }
}
