package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.AlexNet;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.GoogLeNet;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.LeNet;
import io.flinkmobilenet.architecture.Vgg;
import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Networks from before the residual ones, whose graphs have the names of the checkpoints. */
enum EarlyNames implements Naming {
  ALEXNET("torchvision's AlexNet", "alexnet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> filters = convolutions(tensors);
      if (filters.size() != ALEXNET_CONVOLUTIONS) {
        return List.of();
      }
      ImageClasses image = tensors.classes("classifier.6.weight");
      int classifier = tensors.outputs("classifier.1.weight");
      return List.of(new AlexNet.Config(image, filters, classifier));
    }
  },

  GOOGLENET("torchvision's GoogLeNet", "googlenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      ImageClasses image = tensors.classes("fc.weight");
      return Stream.of(3, 5).<Configuration>map(size -> new GoogLeNet.Config(image, size)).toList();
    }

    @Override
    public String assumption() {
      return "torchvision's own weights expect values from −1 to 1, which --preprocessing inception"
          + " gives.";
    }
  },

  LENET("LeNet-5 of PyTorch's tutorial", "lenet") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      if (!tensors.has("conv1.weight") || !tensors.has("fc3.weight")) {
        return List.of();
      }
      Shape first = tensors.named().shape("conv1.weight");
      boolean colours = first.rank() == CONVOLUTION_RANK && first.extent(1) == RGB;
      ImageClasses image = tensors.classes("fc3.weight");
      return Stream.of(0, LENET_PADDING)
          .<Configuration>map(
              padding -> new LeNet.Config(image, colours ? RGB : 1, padding, false, false))
          .toList();
    }

    @Override
    public String assumption() {
      return "ReLU and max pools are assumed, as in PyTorch's tutorial; the paper has hyperbolic"
          + " tangents and means.";
    }
  },

  VGG("torchvision's VGG", "vgg") {
    @Override
    public List<Configuration> configurations(Tensors tensors) {
      List<Integer> filters = convolutions(tensors);
      // The layer after the first convolution is its normalisation or an activation.
      boolean normalised = tensors.has("features.1.weight");
      int classifier = tensors.outputs("classifier.0.weight");
      ImageClasses image = tensors.classes("classifier.6.weight");
      List<Configuration> configurations = new ArrayList<>();
      for (Vgg.Column column : Vgg.Column.values()) {
        if (column.depths().stream().mapToInt(depth -> depth).sum() == filters.size()) {
          List<Integer> channels = channels(column, filters);
          configurations.add(new Vgg.Config(image, column, normalised, channels, classifier));
        }
      }
      return configurations;
    }

    /** Returns the filters of the first convolution in each stage. */
    private List<Integer> channels(Vgg.Column column, List<Integer> filters) {
      List<Integer> channels = new ArrayList<>();
      int first = 0;
      for (int depth : column.depths()) {
        channels.add(filters.get(first));
        first += depth;
      }
      return channels;
    }
  };

  /** More layers than the deepest VGG has. */
  private static final int MAX_LAYERS = 64;

  private static final int CONVOLUTION_RANK = 4;
  private static final int RGB = 3;

  /** Padding of networks for images of 28×28, which have the tensors of those for 32×32. */
  private static final int LENET_PADDING = 2;

  private static final int ALEXNET_CONVOLUTIONS = 5;

  private final String title;
  private final String modelType;

  EarlyNames(String title, String modelType) {
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

  /** Returns the filters of all convolutions in the sequence {@code features}. */
  private static List<Integer> convolutions(Tensors tensors) {
    List<Integer> filters = new ArrayList<>();
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      String name = "features.%d.weight".formatted(layer);
      if (tensors.has(name) && tensors.named().shape(name).rank() == CONVOLUTION_RANK) {
        filters.add(tensors.outputs(name));
      }
    }
    return filters;
  }
}
