package io.flinkmobilenet.architecture;

import java.util.List;
import java.util.Optional;

/** All architectures. */
public final class Architectures {
  /** One line per architecture. */
  private static final List<Architecture> ALL =
      List.of(
          new AlexNet(), //
          new DenseNet(), //
          new EfficientNet(), //
          new FileGraph(), //
          new GoogLeNet(), //
          new InceptionResNetV2(), //
          new InceptionV3(), //
          new InceptionV4(), //
          new LeNet(), //
          new MnasNet(), //
          new MobileNetV1(), //
          new MobileNetV2(), //
          new MobileNetV3(), //
          new NasNet(), //
          new ResNet(), //
          new ResNetCifar(), //
          new ResNetV2(), //
          new ResNeXt(), //
          new ShuffleNet(), //
          new ShuffleNetV2(), //
          new SqueezeNet(), //
          new Vgg());

  private Architectures() {}

  /** Returns the architecture with the given name in {@code config.json}. */
  public static Optional<Architecture> named(String modelType) {
    return ALL.stream()
        .filter(architecture -> architecture.modelType().equals(modelType))
        .findFirst();
  }

  /** Returns the names of all architectures, in the order of the list. */
  public static List<String> names() {
    return ALL.stream().map(Architecture::modelType).toList();
  }
}
