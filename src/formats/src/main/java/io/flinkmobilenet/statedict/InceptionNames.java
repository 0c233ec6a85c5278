package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.InceptionV3;
import java.util.List;

/** The later Inception networks, whose graphs have the names of the checkpoints. */
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
  };

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

  @Override
  public String assumption() {
    return "";
  }

  @Override
  public String tensor(String parameter) {
    return parameter;
  }
}
