package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MobileNetV1;
import java.util.List;

/** Hugging Face's names of MobileNetV1, which are those of the graph. */
final class MobileNetV1Names implements Naming {
  @Override
  public String title() {
    return "Hugging Face's MobileNetV1";
  }

  @Override
  public String modelType() {
    return "mobilenet_v1";
  }

  @Override
  public List<Configuration> configurations(Tensors tensors) {
    ImageClasses image = tensors.classes("classifier.weight");
    return Widths.of(tensors, "mobilenet_v1.conv_stem.convolution.weight").stream()
        .<Configuration>map(width -> new MobileNetV1.Config(image, width, 8, true, 1e-3))
        .toList();
  }

  @Override
  public String assumption() {
    return "TensorFlow's padding and an epsilon of 0.001 are assumed, the defaults of Hugging Face.";
  }
}
