package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** The operators that an output needs, in the order in which they run. */
final class NeededOperators {
  private NeededOperators() {}

  static List<OperatorInfo> of(Subgraph subgraph, int output, int image, String where)
      throws MalformedWeightsException {
    BitSet needed = new BitSet();
    needed.set(output);
    List<OperatorInfo> operators = new ArrayList<>();
    for (int i = subgraph.operators().size() - 1; i >= 0; i--) {
      OperatorInfo operator = subgraph.operators().get(i);
      if (computes(operator, needed)) {
        for (int result : operator.outputs()) {
          needed.clear(result);
        }
        boolean one = operator.kind() != null && operator.kind().readsOne();
        int count = one ? Math.min(1, operator.inputs().length) : operator.inputs().length;
        for (int k = 0; k < count; k++) {
          if (operator.inputs()[k] >= 0) {
            needed.set(operator.inputs()[k]);
          }
        }
        operators.add(operator);
      }
    }
    requireGiven(subgraph, needed, image, where);
    Collections.reverse(operators);
    return operators;
  }

  private static boolean computes(OperatorInfo operator, BitSet needed) {
    for (int result : operator.outputs()) {
      if (needed.get(result)) {
        return true;
      }
    }
    return false;
  }

  /** An operator may read only what is computed before it, so that there is no circle. */
  private static void requireGiven(Subgraph subgraph, BitSet needed, int image, String where)
      throws MalformedWeightsException {
    for (int index = needed.nextSetBit(0); index >= 0; index = needed.nextSetBit(index + 1)) {
      if (index != image && !subgraph.tensors().get(index).constant()) {
        throw new MalformedWeightsException(
            "%s: tensor %s: expected an operator before its readers that computes it, found none"
                .formatted(where, UniqueNames.line(subgraph.tensors().get(index).name())));
      }
    }
  }
}
