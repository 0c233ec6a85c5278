package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.network.Padding;
import java.util.List;
import java.util.stream.Stream;

/** Three libraries' names of MobileNetV2. */
enum MobileNetV2Names implements Naming {
  /** The names of the graph. */
  HUGGING_FACE("Hugging Face's", "classifier.weight", Padding.TENSORFLOW, 1e-3) {
    @Override
    String layer(String layer) {
      return "mobilenet_v2." + layer + ".convolution";
    }

    @Override
    String normalisation(String layer) {
      return "mobilenet_v2." + layer + ".normalization";
    }

    @Override
    String classifier() {
      return "classifier";
    }
  },

  /**
   * Names by index.
   *
   * @see <a
   *     href="https://github.com/pytorch/vision/blob/main/torchvision/models/mobilenetv2.py">mobilenetv2.py</a>
   */
  TORCHVISION("torchvision's", "classifier.1.weight", Padding.SYMMETRIC, 1e-5) {
    @Override
    String layer(String layer) {
      String place = place(layer);
      return place.endsWith(".conv.") ? place + reduction(layer) : place + "0";
    }

    @Override
    String normalisation(String layer) {
      String place = place(layer);
      return place.endsWith(".conv.") ? place + (reduction(layer) + 1) : place + "1";
    }

    private static int reduction(String layer) {
      return layer.startsWith("conv_stem") ? 1 : 2;
    }

    private static String place(String layer) {
      return switch (layer) {
        case "conv_stem.first_conv" -> "features.0.";
        case "conv_stem.conv_3x3" -> "features.1.conv.0.";
        case "conv_stem.reduce_1x1" -> "features.1.conv.";
        case "conv_1x1" -> "features.18.";
        default -> {
          String bottleneck = "features." + (index(layer) + 2) + ".conv.";
          yield switch (convolution(layer)) {
            case "expand_1x1" -> bottleneck + "0.";
            case "conv_3x3" -> bottleneck + "1.";
            default -> bottleneck;
          };
        }
      };
    }

    @Override
    String classifier() {
      return "classifier.1";
    }
  },

  /**
   * Names by stage and block.
   *
   * @see <a
   *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/efficientnet.py">efficientnet.py</a>
   */
  TIMM("timm's", "classifier.weight", Padding.SYMMETRIC, 1e-5) {
    private static final int[] REPEATS = {2, 3, 4, 3, 3, 1};

    @Override
    String layer(String layer) {
      return switch (layer) {
        case "conv_stem.first_conv" -> "conv_stem";
        case "conv_1x1" -> "conv_head";
        case "conv_stem.conv_3x3" -> "blocks.0.0.conv_dw";
        case "conv_stem.reduce_1x1" -> "blocks.0.0.conv_pw";
        default ->
            switch (convolution(layer)) {
              case "expand_1x1" -> block(layer) + "conv_pw";
              case "conv_3x3" -> block(layer) + "conv_dw";
              default -> block(layer) + "conv_pwl";
            };
      };
    }

    @Override
    String normalisation(String layer) {
      return switch (layer) {
        case "conv_stem.first_conv" -> "bn1";
        case "conv_1x1" -> "bn2";
        case "conv_stem.conv_3x3" -> "blocks.0.0.bn1";
        case "conv_stem.reduce_1x1" -> "blocks.0.0.bn2";
        default ->
            switch (convolution(layer)) {
              case "expand_1x1" -> block(layer) + "bn1";
              case "conv_3x3" -> block(layer) + "bn2";
              default -> block(layer) + "bn3";
            };
      };
    }

    private static String block(String layer) {
      int stage = 0;
      int block = index(layer);
      while (block >= REPEATS[stage]) {
        block -= REPEATS[stage++];
      }
      return "blocks.%d.%d.".formatted(stage + 1, block);
    }

    @Override
    String classifier() {
      return "classifier";
    }
  };

  private static final String PREFIX = "mobilenet_v2.";

  private final String owner;
  private final String lastLayer;
  private final Padding padding;
  private final double epsilon;

  MobileNetV2Names(String owner, String lastLayer, Padding padding, double epsilon) {
    this.owner = owner;
    this.lastLayer = lastLayer;
    this.padding = padding;
    this.epsilon = epsilon;
  }

  /** Returns the name of a convolution, given as {@code layer.3.expand_1x1}. */
  abstract String layer(String layer);

  /** Returns the name of the normalisation after a convolution. */
  abstract String normalisation(String layer);

  abstract String classifier();

  private static int index(String layer) {
    return Integer.parseInt(layer.split("\\.")[1]);
  }

  private static String convolution(String layer) {
    return layer.substring(layer.lastIndexOf('.') + 1);
  }

  @Override
  public String title() {
    return owner + " MobileNetV2";
  }

  @Override
  public String modelType() {
    return "mobilenet_v2";
  }

  @Override
  public List<Configuration> configurations(Tensors tensors) {
    ImageClasses image = tensors.classes(lastLayer);
    String first = layer("conv_stem.first_conv") + ".weight";
    return Widths.of(tensors, first).stream()
        .flatMap(
            width ->
                width < 1 && this == HUGGING_FACE
                    ? Stream.of(config(width, image, true), config(width, image, false))
                    : Stream.of(config(width, image, true)))
        .toList();
  }

  private Configuration config(double width, ImageClasses image, boolean fine) {
    return new MobileNetV2.Config(
        width,
        image.height(),
        image.width(),
        image.classes(),
        padding,
        epsilon,
        fine,
        6,
        true,
        8,
        8);
  }

  @Override
  public String tensor(String parameter) {
    int dot = parameter.lastIndexOf('.');
    String suffix = parameter.substring(dot);
    String owner = parameter.substring(0, dot);
    if (!owner.startsWith(PREFIX)) {
      return classifier() + suffix;
    }
    int part = owner.lastIndexOf('.');
    String layer = owner.substring(PREFIX.length(), part);
    boolean convolution = owner.endsWith(".convolution");
    return (convolution ? layer(layer) : normalisation(layer)) + suffix;
  }

  @Override
  public String assumption() {
    return padding == Padding.TENSORFLOW
        ? "TensorFlow's padding and an epsilon of 0.001 are assumed, the defaults of Hugging Face."
        : "Symmetric padding, an epsilon of 1e-5 and the strides for ImageNet are assumed, as in"
            + " torchvision; networks for small images may have other strides under the same"
            + " names.";
  }
}
