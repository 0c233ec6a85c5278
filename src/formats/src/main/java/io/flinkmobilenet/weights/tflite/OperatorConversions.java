package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Reduction;
import java.util.List;

/** Turns operators of a file into operations of the graph. */
final class OperatorConversions {
  private OperatorConversions() {}

  /**
   * Returns the operator's outputs.
   *
   * @throws InvalidGraphException if the graph cannot express it
   */
  static List<ImportedValue> convert(OperatorInputs in) {
    if (in.operator().kind() == null) {
      throw unknown();
    }
    return switch (in.operator().kind()) {
      case SPLIT -> TfLiteChannels.split(in);
      case SPLIT_V -> TfLiteChannels.splitBySizes(in);
      default -> List.of(one(in));
    };
  }

  private static InvalidGraphException unknown() {
    return new InvalidGraphException(
        "expected an operator that a graph can express, found this one");
  }

  private static ImportedValue one(OperatorInputs in) {
    return switch (in.operator().kind()) {
      case CONV_2D -> TfLiteWindows.convolution(in);
      case DEPTHWISE_CONV_2D -> TfLiteWindows.depthwise(in);
      case AVERAGE_POOL_2D -> TfLiteWindows.pool(in, Reduction.AVERAGE);
      case MAX_POOL_2D -> TfLiteWindows.pool(in, Reduction.MAX);
      case MEAN -> TfLiteWindows.reduce(in, Reduction.AVERAGE);
      case REDUCE_MAX -> TfLiteWindows.reduce(in, Reduction.MAX);
      case SUM -> TfLiteWindows.sum(in);
      case PAD, PADV2 -> TfLiteWindows.pad(in);
      case RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR -> TfLiteWindows.resize(in);
      case FULLY_CONNECTED -> TfLiteChannels.dense(in);
      case CONCATENATION -> TfLiteChannels.concatenate(in);
      case SOFTMAX, LOG_SOFTMAX -> TfLiteChannels.softmax(in);
      case PRELU -> TfLiteChannels.parametricRelu(in);
      case LOCAL_RESPONSE_NORMALIZATION -> TfLiteChannels.normaliseLocally(in);
      case STRIDED_SLICE, SLICE -> TfLiteChannels.slice(in);
      case ADD -> TfLiteArithmetic.add(in);
      case ADD_N -> TfLiteArithmetic.sum(in);
      case SUB -> TfLiteArithmetic.subtract(in);
      case MUL -> TfLiteArithmetic.multiply(in);
      case DIV -> TfLiteArithmetic.divide(in);
      case SQUARE ->
          in.graph().arithmetic().of(in.name(), Operation.MULTIPLY, in.map(0), in.map(0));
      case MAXIMUM -> TfLiteArithmetic.bound(in, true);
      case MINIMUM -> TfLiteArithmetic.bound(in, false);
      case NEG -> in.graph().windows().times(in.name(), in.map(0), -1);
      case RESHAPE, SQUEEZE, EXPAND_DIMS -> TfLiteChannels.reshape(in);
      case TRANSPOSE -> in.graph().transpose(in.map(0), in.numbers(1));
      case DEQUANTIZE, QUANTIZE, CAST -> TfLiteArithmetic.converted(in);
      default -> activation(in);
    };
  }

  private static ImportedValue activation(OperatorInputs in) {
    Activation function =
        switch (in.operator().kind()) {
          case RELU -> Activation.RELU;
          case RELU6 -> Activation.RELU6;
          case RELU_N1_TO_1 -> Activation.clip(-1, 1);
          case LOGISTIC -> Activation.of(Kind.SIGMOID);
          case TANH -> Activation.of(Kind.TANH);
          case HARD_SWISH -> Activation.of(Kind.HARD_SWISH);
          case LEAKY_RELU -> Activation.leakyRelu(in.real(0, 0));
          case ELU -> Activation.elu(1);
          case GELU -> Activation.of(in.octet(0) == 0 ? Kind.GELU : Kind.GELU_TANH);
          default -> throw unknown();
        };
    return in.graph().activation(in.name(), function, in.map(0));
  }
}
