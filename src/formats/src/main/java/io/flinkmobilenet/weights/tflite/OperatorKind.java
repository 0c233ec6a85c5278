package io.flinkmobilenet.weights.tflite;

/**
 * Operators, with their numbers in the schema.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs,
 *     BuiltinOperator</a>
 */
enum OperatorKind {
  ADD(0),
  AVERAGE_POOL_2D(1),
  CONCATENATION(2),
  CONV_2D(3),
  DEPTHWISE_CONV_2D(4),
  DEPTH_TO_SPACE(5),
  DEQUANTIZE(6),
  FULLY_CONNECTED(9),
  L2_NORMALIZATION(11),
  L2_POOL_2D(12),
  LOCAL_RESPONSE_NORMALIZATION(13),
  LOGISTIC(14),
  MAX_POOL_2D(17),
  MUL(18),
  RELU(19),
  RELU_N1_TO_1(20),
  RELU6(21),
  RESHAPE(22),
  RESIZE_BILINEAR(23),
  SOFTMAX(25),
  SPACE_TO_DEPTH(26),
  TANH(28),
  CUSTOM(32),
  PAD(34),
  GATHER(36),
  BATCH_TO_SPACE_ND(37),
  SPACE_TO_BATCH_ND(38),
  TRANSPOSE(39),
  MEAN(40),
  SUB(41),
  DIV(42),
  SQUEEZE(43),
  STRIDED_SLICE(45),
  EXP(47),
  SPLIT(49),
  LOG_SOFTMAX(50),
  CAST(53),
  PRELU(54),
  MAXIMUM(55),
  ARG_MAX(56),
  MINIMUM(57),
  NEG(59),
  PADV2(60),
  SLICE(65),
  TRANSPOSE_CONV(67),
  TILE(69),
  EXPAND_DIMS(70),
  SUM(74),
  RSQRT(76),
  SHAPE(77),
  REDUCE_MAX(82),
  PACK(83),
  SQUARE(92),
  RESIZE_NEAREST_NEIGHBOR(97),
  LEAKY_RELU(98),
  MIRROR_PAD(100),
  SPLIT_V(102),
  ADD_N(106),
  ELU(111),
  QUANTIZE(114),
  HARD_SWISH(117),
  BATCH_MATMUL(126),
  GELU(150);

  private final int code;

  OperatorKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Returns the kind with a number, or null. */
  static OperatorKind of(int code) {
    for (OperatorKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }

  /** Returns whether only the first input counts; the others compute extents that are known. */
  boolean readsOne() {
    return switch (this) {
      case RESHAPE, SQUEEZE, EXPAND_DIMS, RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR -> true;
      default -> false;
    };
  }
}
