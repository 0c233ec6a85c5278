package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.DenseNet;
import io.flinkmobilenet.architecture.EfficientNet;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MnasNet;
import io.flinkmobilenet.architecture.MobileNetV3;
import io.flinkmobilenet.architecture.ResNeXt;
import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Networks of torchvision from after the residual ones, whose graphs have its names. */
enum TorchvisionNames implements Naming {
  DENSENET("torchvision's DenseNet", "densenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      return denseNets(tensors);
    }
  },

  /** Names of torchvision's own checkpoints, which it renames when it loads them. */
  EARLY_DENSENET("torchvision's DenseNet of 2017", "densenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      return denseNets(tensors);
    }

    @Override
    public String tensor(String parameter) {
      return parameter.replaceFirst("(denselayer\\d+\\.(?:norm|conv))(\\d\\.)", "$1.$2");
    }
  },

  EFFICIENTNET("torchvision's EfficientNet", "efficientnet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("features.1.0.block.0.0.weight")) {
        return List.of();
      }
      ImageClasses image = tensors.classes("classifier.1.weight");
      return EfficientNet.published().stream()
          .<Configuration>map(
              it -> new EfficientNet.Config(image, it.width(), it.depth(), it.epsilon()))
          .toList();
    }

    @Override
    public String assumption() {
      return "Symmetric padding is assumed, and an epsilon of 0.001 from B5 on and of 0.00001"
          + " before, as in torchvision.";
    }
  },

  MNASNET("torchvision's MNASNet", "mnasnet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("layers.8.0.layers.0.weight")) {
        return List.of();
      }
      ImageClasses image = tensors.classes("classifier.1.weight");
      return Widths.all().stream()
          .<Configuration>map(width -> new MnasNet.Config(image, width))
          .toList();
    }
  },

  MOBILENET_V3("torchvision's MobileNetV3", "mobilenet_v3") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("features.1.block.0.0.weight")) {
        return List.of();
      }
      int large = MobileNetV3.Variant.LARGE.blocks();
      MobileNetV3.Variant variant =
          tensors.has("features.%d.block.0.0.weight".formatted(large))
              ? MobileNetV3.Variant.LARGE
              : MobileNetV3.Variant.SMALL;
      ImageClasses image = tensors.classes("classifier.3.weight");
      return Widths.all().stream()
          .<Configuration>map(width -> new MobileNetV3.Config(image, variant, width))
          .toList();
    }

    @Override
    public String assumption() {
      return "Symmetric padding and an epsilon of 0.001 are assumed, as in torchvision.";
    }
  },

  RESNEXT("torchvision's and timm's ResNeXt", "resnext") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("layer1.0.conv3.weight")) {
        return List.of();
      }
      List<Integer> channels = new ArrayList<>();
      List<Integer> depths = new ArrayList<>();
      for (int stage = 1; stage <= MAX_BLOCKS; stage++) {
        int layers = tensors.count("layer" + stage + ".%d.conv3.weight");
        if (layers > 0) {
          depths.add(layers);
          channels.add(tensors.outputs("layer" + stage + ".0.conv3.weight"));
        }
      }
      int groups = groups(tensors);
      int read = Math.max(1, channels.get(0));
      int width = tensors.outputs("layer1.0.conv2.weight") / groups * FULL_CHANNELS / read;
      boolean excited = tensors.has("layer1.0.se.fc1.weight");
      // Such a network is a ResNet, which has another name.
      if (groups == 1 && width == FULL_WIDTH && !excited) {
        return List.of();
      }
      int stem = tensors.outputs("conv1.weight");
      ImageClasses image = tensors.classes("fc.weight");
      return List.of(new ResNeXt.Config(image, stem, channels, depths, groups, width, excited));
    }

    /**
     * The second convolution has as many filters as channels, of which each filter reads a group.
     */
    private int groups(Tensors tensors) {
      String name = "layer1.0.conv2.weight";
      if (!tensors.has(name) || tensors.named().shape(name).rank() != CONVOLUTION_RANK) {
        return 1;
      }
      Shape shape = tensors.named().shape(name);
      return Math.max(1, shape.extent(0) / Math.max(1, shape.extent(1)));
    }
  };

  private static final int MAX_BLOCKS = 8;
  private static final int MAX_LAYERS = 256;
  private static final int CONVOLUTION_RANK = 4;

  /** Width of a ResNet's only group in a stage of 256 channels. */
  private static final int FULL_WIDTH = 64;

  private static final int FULL_CHANNELS = 256;

  private final String title;
  private final String modelType;

  TorchvisionNames(String title, String modelType) {
    this.title = title;
    this.modelType = modelType;
  }

  /** Returns the DenseNet that has the number of layers and the channels of the tensors. */
  List<Configuration> denseNets(Tensors tensors) {
    List<Integer> depths = new ArrayList<>();
    while (depths.size() < MAX_BLOCKS && layers(tensors, depths.size() + 1) > 0) {
      depths.add(layers(tensors, depths.size() + 1));
    }
    if (depths.isEmpty()) {
      return List.of();
    }
    int growth = tensors.outputs(denseLayer(1, 1, "conv2.weight"));
    int factor = tensors.outputs(denseLayer(1, 1, "conv1.weight")) / Math.max(1, growth);
    int embedding = tensors.outputs("features.conv0.weight");
    ImageClasses image = tensors.classes("classifier.weight");
    return List.of(new DenseNet.Config(image, growth, depths, embedding, factor));
  }

  private int layers(Tensors tensors, int block) {
    int layers = 0;
    while (layers < MAX_LAYERS && tensors.has(denseLayer(block, layers + 1, "conv1.weight"))) {
      layers++;
    }
    return layers;
  }

  private String denseLayer(int block, int layer, String parameter) {
    return tensor("features.denseblock%d.denselayer%d.%s".formatted(block, layer, parameter));
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String modelType() {
    return modelType;
  }
}
