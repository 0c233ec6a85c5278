package io.flinkmobilenet.architecture;

import java.util.Optional;

/** A family of networks, which differ in settings. */
public interface Architecture {
  /** Returns the name in {@code config.json}: {@code mobilenet_v2}. */
  String modelType();

  /** Returns where the architecture comes from; empty if its networks are the users' own. */
  default Optional<Publication> publication() {
    return Optional.empty();
  }

  /**
   * Returns whether a tensor of a checkpoint is of a part of the network that only training uses.
   */
  default boolean trainingOnly(String tensor) {
    return false;
  }

  /**
   * Reads the settings of a network.
   *
   * @param settings settings of {@code config.json}
   * @param image rows and columns of the image, and the number of classes
   * @throws IllegalArgumentException if a setting is missing, not supported or out of range
   */
  Configuration read(Settings settings, ImageClasses image);
}
