package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MobileNetV3;
import java.util.List;

/** Networks of torchvision from after the residual ones, whose graphs have its names. */
enum TorchvisionNames implements Naming {
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
  };

  private final String title;
  private final String modelType;

  TorchvisionNames(String title, String modelType) {
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

  @Override
  public String assumption() {
    return "";
  }

  @Override
  public String tensor(String parameter) {
    return parameter;
  }
}
