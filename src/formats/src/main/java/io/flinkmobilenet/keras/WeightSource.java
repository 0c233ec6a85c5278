package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.Map;

/** The stored weights of a model. */
@FunctionalInterface
public interface WeightSource {
  /**
   * Returns the weights of each layer that has some, nested layers included, in the order of the
   * file.
   *
   * @throws WeightsException if they cannot be told apart or are not there
   */
  Map<KerasLayer, List<StoredWeight>> assign(KerasModel model) throws WeightsException;
}
