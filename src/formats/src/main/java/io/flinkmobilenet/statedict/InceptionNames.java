package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.InceptionResNetV2;
import io.flinkmobilenet.architecture.InceptionV3;
import io.flinkmobilenet.architecture.InceptionV4;
import io.flinkmobilenet.architecture.NasNet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The later Inception networks and NASNet, whose graphs have the names of the checkpoints. */
enum InceptionNames implements Naming {
  INCEPTION_V3("torchvision's Inception V3", "inception_v3") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      return tensors.has("Mixed_7c.branch1x1.conv.weight")
          ? List.of(new InceptionV3.Config(tensors.classes("fc.weight")))
          : List.of();
    }

    @Override
    public String assumption() {
      return "torchvision's own weights expect values from −1 to 1, which --preprocessing inception"
          + " gives.";
    }
  },

  INCEPTION_V4("timm's Inception V4", "inception_v4") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> depths = new ArrayList<>();
      int index = V4_STEM;
      for (String last : List.of("branch3.1", "branch3.1", "branch2_3b")) {
        int depth = 0;
        while (tensors.has("features.%d.%s.conv.weight".formatted(index + depth, last))) {
          depth++;
        }
        depths.add(depth);
        // A reduction is between two kinds of modules.
        index += depth + 1;
      }
      return depths.contains(0)
          ? List.of()
          : List.of(new InceptionV4.Config(tensors.classes("last_linear.weight"), depths));
    }
  },

  INCEPTION_RESNET_V2("timm's Inception-ResNet V2", "inception_resnet_v2") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> depths =
          Stream.of("repeat", "repeat_1", "repeat_2")
              .map(name -> tensors.count(name + ".%d.conv2d.weight"))
              .toList();
      return depths.contains(0)
          ? List.of()
          : List.of(new InceptionResNetV2.Config(tensors.classes("classif.weight"), depths));
    }
  },

  NASNET("pretrained-models.pytorch's NASNet-A", "nasnet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      int cells = tensors.count("cell_%d.conv_1x1.conv.weight");
      if (cells == 0) {
        return List.of();
      }
      int stem = tensors.outputs("conv0.conv.weight");
      int last = tensors.inputs("last_linear.weight");
      return List.of(
          new NasNet.Config(
              tensors.classes("last_linear.weight"), stem, last, Math.min(cells, NASNET_CELLS)));
    }

    @Override
    public String assumption() {
      return "Values from −1 to 1 are expected, which --preprocessing inception gives.";
    }
  };

  /** Most cells in a row, after which the numbers of the next row follow at once. */
  private static final int NASNET_CELLS = 6;

  /** Parts of the sequence before the first module. */
  private static final int V4_STEM = 6;

  private final String title;
  private final String modelType;

  InceptionNames(String title, String modelType) {
    this.title = title;
    this.modelType = modelType;
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
