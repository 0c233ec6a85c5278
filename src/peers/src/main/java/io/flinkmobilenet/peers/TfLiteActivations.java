package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.octet;
import static io.flinkmobilenet.peers.FlatTable.real;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.FeatureShape;

/** Writes activations: as a field of the operator before them, or as operators. */
final class TfLiteActivations {
  private static final int NONE = 0;
  private static final int RELU = 1;
  private static final int RELU6 = 3;

  private final TfLiteModel model;

  TfLiteActivations(TfLiteModel model) {
    this.model = model;
  }

  /** Returns whether XNNPACK applies the activation while another operator stores its results. */
  static boolean fuses(Activation activation) {
    return switch (activation.kind()) {
      case LINEAR, RELU, RELU6 -> true;
      default -> false;
    };
  }

  /** Returns the option of the operator before the activation. */
  static FlatTable.Field fused(Activation activation) {
    return octet(
        switch (activation.kind()) {
          case RELU -> RELU;
          case RELU6 -> RELU6;
          default -> NONE;
        });
  }

  /** Adds what is left of an activation that an operator has got as its option. */
  int rest(Activation activation, int input, FeatureShape shape) {
    return fuses(activation) ? input : add(activation, input, shape);
  }

  int add(Activation activation, int input, FeatureShape shape) {
    return switch (activation.kind()) {
      case LINEAR -> input;
      case RELU -> node(TfLiteOperator.RELU, shape, input);
      case RELU6 -> node(TfLiteOperator.RELU6, shape, input);
      case CLIP -> clip(activation, input, shape);
      case LEAKY_RELU ->
          model.node(
              TfLiteOperator.LEAKY_RELU,
              new FlatTable.Field[] {real(activation.first())},
              model.map(shape),
              input);
      case SIGMOID -> node(TfLiteOperator.LOGISTIC, shape, input);
      case TANH -> node(TfLiteOperator.TANH, shape, input);
      case HARD_SWISH -> node(TfLiteOperator.HARD_SWISH, shape, input);
      case HARD_SIGMOID -> hardSigmoid(activation, input, shape);
      case SILU ->
          node(TfLiteOperator.MUL, shape, input, node(TfLiteOperator.LOGISTIC, shape, input));
      case ELU -> {
        if (activation.first() != 1) {
          throw new UnsupportedOperationException("operator ELU with a factor");
        }
        yield node(TfLiteOperator.ELU, shape, input);
      }
      case SCALE -> node(TfLiteOperator.MUL, shape, input, model.scalar(activation.first()));
      case GELU, GELU_TANH -> {
        int approximate = activation.kind() == Activation.Kind.GELU_TANH ? 1 : 0;
        FlatTable.Field[] options = {octet(approximate)};
        yield model.node(TfLiteOperator.GELU, options, model.map(shape), input);
      }
      case SOFTPLUS, ERF ->
          throw new UnsupportedOperationException("operator " + activation.title());
    };
  }

  private int clip(Activation activation, int input, FeatureShape shape) {
    int least = model.scalar(activation.first());
    int most = model.scalar(activation.second());
    int raised = node(TfLiteOperator.MAXIMUM, shape, input, least);
    return node(TfLiteOperator.MINIMUM, shape, raised, most);
  }

  /** ReLU6(6 · (a · x + b)) / 6, the form that converters write. */
  private int hardSigmoid(Activation activation, int input, FeatureShape shape) {
    float factor = (float) (6 * activation.first());
    int scaled =
        Math.abs(factor - 1) < 1e-6
            ? input
            : node(TfLiteOperator.MUL, shape, input, model.scalar(factor));
    int bounded =
        model.node(
            TfLiteOperator.ADD,
            new FlatTable.Field[] {octet(RELU6)},
            model.map(shape),
            scaled,
            model.scalar(6 * activation.second()));
    return node(TfLiteOperator.MUL, shape, bounded, model.scalar(1 / 6.0));
  }

  private int node(TfLiteOperator operator, FeatureShape shape, int... inputs) {
    return model.node(operator, new FlatTable.Field[0], model.map(shape), inputs);
  }
}
