package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.EfficientNet;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MnasNet;
import io.flinkmobilenet.architecture.MobileNetV3;
import java.util.List;

/**
 * timm's names of networks of inverted residuals, whose graphs have torchvision's. Its names of
 * MobileNetV2 are in {@link MobileNetV2Names}.
 *
 * @see <a
 *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/efficientnet.py">efficientnet.py</a>
 * @see <a
 *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/mobilenetv3.py">mobilenetv3.py</a>
 */
enum TimmNames implements Naming {
  EFFICIENTNET("timm's EfficientNet", "efficientnet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("blocks.0.0.se.conv_reduce.weight") || !tensors.has("bn2.weight")) {
        return List.of();
      }
      ImageClasses image = tensors.classes(LAST_LAYER);
      return EfficientNet.published().stream()
          .<Configuration>map(it -> new EfficientNet.Config(image, it.width(), it.depth(), EPSILON))
          .toList();
    }

    @Override
    public String tensor(String parameter) {
      String[] parts = parameter.split("\\.");
      if (parts[0].equals("classifier")) {
        return "classifier." + parts[2];
      }
      int stage = Integer.parseInt(parts[1]);
      if (parts.length == 4) {
        return outside(stage == 0, parts[2].equals("1")) + parts[3];
      }
      String block = "blocks.%d.%s.".formatted(stage - 1, parts[2]);
      return block + inside(stage == 1, parts, 4);
    }
  },

  MNASNET("timm's MnasNet", "mnasnet") {
    /** Index in the sequence of the first stack of blocks, and of the layer after the last one. */
    private static final int FIRST_STACK = 8;

    private static final int HEAD = 14;

    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("blocks.1.2.conv_pwl.weight") || !tensors.has("bn2.weight")) {
        return List.of();
      }
      ImageClasses image = tensors.classes(LAST_LAYER);
      return Widths.all().stream()
          .<Configuration>map(width -> new MnasNet.Config(image, width))
          .toList();
    }

    @Override
    public String tensor(String parameter) {
      String[] parts = parameter.split("\\.");
      if (parts[0].equals("classifier")) {
        return "classifier." + parts[2];
      }
      int layer = Integer.parseInt(parts[1]);
      if (layer >= HEAD || layer < 2) {
        return outside(layer < 2, layer % 2 == 1) + parts[2];
      } else if (layer < FIRST_STACK) {
        return "blocks.0.0." + part(true, layer / 3 - 1, layer % 3 == 1) + parts[2];
      }
      int inside = Integer.parseInt(parts[4]);
      String block = "blocks.%d.%s.".formatted(layer - FIRST_STACK + 1, parts[2]);
      return block + part(false, inside / 3, inside % 3 == 1) + parts[5];
    }
  },

  MOBILENET_V3_LARGE("timm's MobileNetV3 large", "mobilenet_v3") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      return mobileNets(tensors, MobileNetV3.Variant.LARGE, LARGE_STAGES);
    }

    @Override
    public String tensor(String parameter) {
      return ofMobileNet(parameter, LARGE_STAGES);
    }
  },

  MOBILENET_V3_SMALL("timm's MobileNetV3 small", "mobilenet_v3") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      return mobileNets(tensors, MobileNetV3.Variant.SMALL, SMALL_STAGES);
    }

    @Override
    public String tensor(String parameter) {
      return ofMobileNet(parameter, SMALL_STAGES);
    }
  };

  /** Numbers of blocks per stage. */
  private static final List<Integer> LARGE_STAGES = List.of(1, 2, 3, 4, 2, 3);

  private static final List<Integer> SMALL_STAGES = List.of(1, 2, 3, 2, 3);
  private static final String LAST_LAYER = "classifier.weight";

  /** PyTorch's default, which timm keeps unless the name of a network starts with tf. */
  private static final double EPSILON = 1e-5;

  private final String title;
  private final String modelType;

  TimmNames(String title, String modelType) {
    this.title = title;
    this.modelType = modelType;
  }

  /** Returns the start of the name of the layer before the first block, or after the last one. */
  private static String outside(boolean first, boolean normalisation) {
    String number = first ? "1" : "2";
    return normalisation ? "bn" + number + "." : (first ? "conv_stem." : "conv_head.");
  }

  /**
   * Returns the end of the name of a parameter in a block, from torchvision's parts of it: the
   * index of the layer, then {@code fc1} or {@code fc2} of squeeze-and-excitation or 0 or 1.
   *
   * @param separable whether the block has no expansion
   * @param at index of the first of these parts
   */
  private static String inside(boolean separable, String[] parts, int at) {
    String which = parts[at + 1];
    String suffix = parts[at + 2];
    if (which.startsWith("fc")) {
      return "se." + (which.equals("fc1") ? "conv_reduce." : "conv_expand.") + suffix;
    }
    int projection = separable ? 1 : 2;
    int layer = Math.min(Integer.parseInt(parts[at]), projection);
    return part(separable, layer, which.equals("1")) + suffix;
  }

  /**
   * Returns the start of the name of a convolution in a block, or of its normalisation.
   *
   * @param separable whether the block has no expansion
   * @param layer index of the convolution in the block
   */
  private static String part(boolean separable, int layer, boolean normalisation) {
    if (normalisation) {
      return "bn%d.".formatted(layer + 1);
    }
    List<String> names =
        separable ? List.of("conv_dw", "conv_pw") : List.of("conv_pw", "conv_dw", "conv_pwl");
    return names.get(layer) + ".";
  }

  private static List<Configuration> mobileNets(
      Tensors tensors, MobileNetV3.Variant variant, List<Integer> stages) {
    if (!tensors.has("blocks.%d.0.conv.weight".formatted(stages.size()))) {
      return List.of();
    }
    ImageClasses image = tensors.classes(LAST_LAYER);
    return Widths.all().stream()
        .<Configuration>map(width -> new MobileNetV3.Config(image, variant, width, EPSILON))
        .toList();
  }

  private static String ofMobileNet(String parameter, List<Integer> stages) {
    String[] parts = parameter.split("\\.");
    if (parts[0].equals("classifier")) {
      return (parts[1].equals("0") ? "conv_head." : "classifier.") + parts[2];
    }
    int block = Integer.parseInt(parts[1]) - 1;
    if (block < 0) {
      return outside(true, parts[2].equals("1")) + parts[3];
    }
    int stage = 0;
    while (stage < stages.size() && block >= stages.get(stage)) {
      block -= stages.get(stage++);
    }
    String start = "blocks.%d.%d.".formatted(stage, block);
    if (stage == stages.size()) {
      return start + (parts[2].equals("1") ? "bn1." : "conv.") + parts[3];
    }
    return start + inside(stage == 0, parts, 3);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String modelType() {
    return modelType;
  }

  @Override
  public String assumption() {
    return "Symmetric padding and an epsilon of 0.00001 are assumed, as in timm's networks whose"
        + " names do not start with tf.";
  }
}
