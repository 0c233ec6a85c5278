package io.flinkmobilenet.peers;

/**
 * Operators of TensorFlow Lite and the types of their options, with the numbers of the schema; 0
 * for an operator that is written without options.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs,
 *     BuiltinOperator and BuiltinOptions</a>
 */
enum TfLiteOperator {
  ADD(0, 11),
  AVERAGE_POOL_2D(1, 5),
  CONCATENATION(2, 10),
  CONV_2D(3, 1),
  DEPTHWISE_CONV_2D(4, 2),
  FULLY_CONNECTED(9, 8),
  LOCAL_RESPONSE_NORMALIZATION(13, 13),
  LOGISTIC(14, 0),
  MAX_POOL_2D(17, 5),
  MUL(18, 21),
  RELU(19, 0),
  RELU_N1_TO_1(20, 0),
  RELU6(21, 0),
  RESHAPE(22, 17),
  RESIZE_BILINEAR(23, 15),
  SOFTMAX(25, 9),
  TANH(28, 0),
  PAD(34, 22),
  TRANSPOSE(39, 26),
  MEAN(40, 27),
  SUB(41, 28),
  PRELU(54, 0),
  MAXIMUM(55, 39),
  MINIMUM(57, 39),
  PADV2(60, 43),
  SLICE(65, 48),
  LEAKY_RELU(98, 75),
  ELU(111, 0),
  HARD_SWISH(117, 91),
  GELU(150, 116);

  private final int code;
  private final int options;

  TfLiteOperator(int code, int options) {
    this.code = code;
    this.options = options;
  }

  int code() {
    return code;
  }

  int options() {
    return options;
  }
}
