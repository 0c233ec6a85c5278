package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.UniqueNames;

/**
 * An operator of a subgraph.
 *
 * @param index its position in the subgraph
 * @param kind what it computes, or null if that is unknown
 * @param code number of the kind
 * @param custom name of a custom operator; empty for others
 * @param inputs indices of the tensors that it reads; -1 for an omitted one
 * @param outputs indices of the tensors that it computes
 * @param output name of the first of them
 * @param options its options, or null
 */
record OperatorInfo(
    int index,
    OperatorKind kind,
    int code,
    String custom,
    int[] inputs,
    int[] outputs,
    String output,
    FlatView options) {
  /** Returns what messages call the operator: {@code operator 3 conv1/Relu (CONV_2D)}. */
  String title() {
    String what = kind == null ? "number " + code : kind.name();
    return "operator %d %s (%s)"
        .formatted(
            index,
            UniqueNames.line(output),
            custom.isEmpty() ? what : "custom " + UniqueNames.line(custom));
  }
}
