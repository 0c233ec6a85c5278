package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import java.util.List;

/** How one library names the tensors of one architecture. */
interface Naming {
  /** Returns whose names these are, in words: {@code torchvision's MobileNetV2}. */
  String title();

  /** Returns the name of the architecture, as in {@code Architectures}. */
  String modelType();

  /**
   * Returns configurations that the tensors may be of, the most probable first. Which of them fits
   * is decided by the shapes of all its parameters.
   *
   * @throws IllegalArgumentException if a setting that follows from the tensors is out of range
   */
  List<Configuration> configurations(Tensors tensors);

  /** Returns the name in the file of a parameter of the graph; the same one by default. */
  default String tensor(String parameter) {
    return parameter;
  }

  /** Returns what the names leave open and was assumed, one sentence; empty by default. */
  default String assumption() {
    return "";
  }
}
