package io.flinkmobilenet.keras;

import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.WeightsException;

/**
 * One weight of a layer, where the file keeps it.
 *
 * @param name name in the file, for example {@code conv1/kernel:0}; a number in Keras 3
 * @param shape extents in the file
 * @param values the values
 */
public record StoredWeight(String name, Shape shape, Values values) {
  /** Reads the values of a weight. */
  @FunctionalInterface
  public interface Values {
    /**
     * Returns the values as floats, {@code shape.elements()} of them.
     *
     * @throws WeightsException if the file does not hold them
     */
    float[] read() throws WeightsException;
  }

  /**
   * Returns the name of the variable: the last part of the path, without the {@code :0} of
   * TensorFlow.
   */
  public String variable() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? last : last.substring(0, colon);
  }
}
