package io.flinkmobilenet.keras;

import java.util.List;
import java.util.Optional;

/**
 * One call of a layer.
 *
 * @param operands what the layer is called with
 */
record LayerCall(List<Operand> operands) {
  LayerCall {
    operands = List.copyOf(operands);
  }

  /**
   * A tensor or a constant.
   *
   * @param source the tensor
   * @param constant the constant, if it is no tensor: one value, or one per channel
   */
  record Operand(Optional<TensorSource> source, List<Double> constant) {
    static Operand of(TensorSource source) {
      return new Operand(Optional.of(source), List.of());
    }

    static Operand of(List<Double> constant) {
      return new Operand(Optional.empty(), List.copyOf(constant));
    }
  }
}
