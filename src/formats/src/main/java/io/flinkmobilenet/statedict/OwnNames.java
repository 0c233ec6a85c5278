package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.ResNetCifar;
import io.flinkmobilenet.architecture.ResNetV2;
import io.flinkmobilenet.architecture.ShuffleNet;
import io.flinkmobilenet.architecture.ShuffleNetV2;
import io.flinkmobilenet.architecture.SqueezeNet;
import java.util.ArrayList;
import java.util.List;

/** Architectures whose graphs have the names of the checkpoints. */
enum OwnNames implements Naming {
  SQUEEZENET("torchvision's SqueezeNet", "squeezenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      ImageClasses image = tensors.classes("classifier.1.weight");
      List<Configuration> configurations = new ArrayList<>();
      for (SqueezeNet.Version version : SqueezeNet.Version.values()) {
        for (SqueezeNet.Bypass bypass : SqueezeNet.Bypass.values()) {
          configurations.add(new SqueezeNet.Config(image, version, bypass));
        }
      }
      return configurations;
    }

    @Override
    public String assumption() {
      return "No bypass is assumed unless it has parameters, as in torchvision.";
    }
  },

  SHUFFLENET_V1("the authors' ShuffleNet", "shufflenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> channels = new ArrayList<>(List.of(tensors.outputs("first_conv.0.weight")));
      List<Integer> repeats = new ArrayList<>();
      int units = tensors.count("features.%d.branch_main_1.0.weight");
      for (int unit = 0; unit < units; unit++) {
        // A unit that halves the map puts its channels after those of its input.
        int outputs = tensors.outputs("features." + unit + ".branch_main_2.0.weight");
        int inside = tensors.outputs("features." + unit + ".branch_main_1.0.weight");
        if (outputs == 4 * inside && !repeats.isEmpty()) {
          repeats.add(repeats.remove(repeats.size() - 1) + 1);
        } else {
          channels.add(4 * inside);
          repeats.add(1);
        }
      }
      if (units == 0) {
        return List.of();
      }
      int read = tensors.inputs("features.0.branch_main_2.0.weight");
      int groups = channels.get(1) / 4 / Math.max(1, read);
      ImageClasses image = tensors.classes("classifier.0.weight");
      return List.of(new ShuffleNet.Config(image, groups, channels, repeats));
    }
  },

  SHUFFLENET("torchvision's ShuffleNetV2", "shufflenet_v2") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> channels = new ArrayList<>(List.of(tensors.outputs("conv1.0.weight")));
      List<Integer> repeats = new ArrayList<>();
      for (int stage = 2; stage <= 4; stage++) {
        channels.add(2 * tensors.outputs("stage" + stage + ".0.branch2.5.weight"));
        repeats.add(Math.max(1, tensors.count("stage" + stage + ".%d.branch2.0.weight")));
      }
      channels.add(tensors.outputs("conv5.0.weight"));
      ImageClasses image = tensors.classes("fc.weight");
      boolean large = Math.min(image.height(), image.width()) > SMALL_IMAGE;
      return List.of(new ShuffleNetV2.Config(image, channels, repeats, large));
    }

    @Override
    public String assumption() {
      return ("The first convolution and the pool after it are assumed to halve images of more than"
              + " %d pixels, as in torchvision; for smaller ones no pool and a stride of 1 are"
              + " assumed, as in networks for CIFAR.")
          .formatted(SMALL_IMAGE);
    }
  },

  RESNET_V2("timm's ResNet V2", "resnet_v2") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> channels = new ArrayList<>();
      List<Integer> depths = new ArrayList<>();
      int stages = tensors.count("stages.%d.blocks.0.conv3.weight");
      for (int stage = 0; stage < stages; stage++) {
        String blocks = "stages." + stage + ".blocks.";
        channels.add(tensors.outputs(blocks + "0.conv3.weight"));
        depths.add(tensors.count(blocks + "%d.conv3.weight"));
      }
      if (stages == 0) {
        return List.of();
      }
      int stem = tensors.outputs("stem.conv.weight");
      ImageClasses image = tensors.classes("head.fc.weight");
      return List.of(new ResNetV2.Config(image, stem, channels, depths));
    }
  },

  RESNET_CIFAR("akamaster's ResNet for CIFAR", "resnet_cifar") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      int layers = Math.max(1, tensors.count("layer1.%d.conv1.weight"));
      return List.of(new ResNetCifar.Config(tensors.classes("linear.weight"), layers));
    }

    @Override
    public String assumption() {
      return "Shortcuts are assumed to be those of option A, which have no parameters.";
    }
  };

  /** Largest image of data sets of small images, of which Tiny ImageNet has the largest. */
  private static final int SMALL_IMAGE = 64;

  private final String title;
  private final String modelType;

  OwnNames(String title, String modelType) {
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
