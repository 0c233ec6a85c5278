package io.flinkmobilenet.graph;

import java.util.List;
import java.util.Locale;

/**
 * A function applied to every value of a map.
 *
 * @param kind the function
 * @param first its first number: least value of a clip, slope of a leaky ReLU, factor α of a hard
 *     sigmoid, limit of an ELU with its sign changed, factor of a scale; otherwise 0
 * @param second its second number: largest value of a clip, summand β of a hard sigmoid; otherwise
 *     0
 */
public record Activation(Kind kind, double first, double second) implements Operator {
  /** The identity. */
  public static final Activation LINEAR = of(Kind.LINEAR);

  /** max(x, 0). */
  public static final Activation RELU = of(Kind.RELU);

  /** min(max(x, 0), 6). */
  public static final Activation RELU6 = of(Kind.RELU6);

  /** Names of the functions. */
  public enum Kind {
    /** x. */
    LINEAR,
    /** max(x, 0). */
    RELU,
    /** min(max(x, 0), 6). */
    RELU6,
    /** min(max(x, first), second). */
    CLIP,
    /** x from 0 up, else x · first. */
    LEAKY_RELU,
    /** 1 / (1 + exp(−x)). */
    SIGMOID,
    /** Hyperbolic tangent. */
    TANH,
    /** min(max(x · first + second, 0), 1). */
    HARD_SIGMOID,
    /**
     * x · min(max(x / 6 + 1 / 2, 0), 1).
     *
     * @see <a href="https://arxiv.org/abs/1905.02244">Howard et al. 2019, section 5.2</a>
     */
    HARD_SWISH,
    /** x / (1 + exp(−x)). */
    SILU,
    /** x from 0 up, else first · (exp(x) − 1). */
    ELU,
    /**
     * x / 2 · (1 + erf(x / √2)).
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel 2016</a>
     */
    GELU,
    /** x / 2 · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))), an approximation of GELU. */
    GELU_TANH,
    /** log(1 + exp(x)). */
    SOFTPLUS,
    /** The Gauss error function, of which exporters put GELU together. */
    ERF,
    /** x · first. */
    SCALE
  }

  private static final double CUBE = 0.044715;

  /** Returns a function that has no numbers. */
  public static Activation of(Kind kind) {
    return new Activation(kind, 0, 0);
  }

  /** Returns min(max(x, least), most). */
  public static Activation clip(double least, double most) {
    return new Activation(Kind.CLIP, least, most);
  }

  /** Returns the identity from 0 up, and a product with the slope below. */
  public static Activation leakyRelu(double slope) {
    return new Activation(Kind.LEAKY_RELU, slope, 0);
  }

  /** Returns min(max(x · factor + summand, 0), 1). */
  public static Activation hardSigmoid(double factor, double summand) {
    return new Activation(Kind.HARD_SIGMOID, factor, summand);
  }

  /** Returns the identity from 0 up, and α · (exp(x) − 1) below. */
  public static Activation elu(double alpha) {
    return new Activation(Kind.ELU, alpha, 0);
  }

  /** Returns a product with the same factor for all values. */
  public static Activation scale(double factor) {
    return new Activation(Kind.SCALE, factor, 0);
  }

  /** Returns the function's value. */
  public double apply(double x) {
    return switch (kind) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case CLIP -> Math.min(Math.max(x, first), second);
      case LEAKY_RELU -> x < 0 ? x * first : x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case HARD_SIGMOID -> Math.min(Math.max(x * first + second, 0), 1);
      case HARD_SWISH -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
      case SILU -> x / (1 + Math.exp(-x));
      case ELU -> x < 0 ? first * Math.expm1(x) : x;
      case GELU -> x / 2 * (1 + ErrorFunction.of(x / Math.sqrt(2)));
      case GELU_TANH -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + CUBE * x * x * x)));
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case ERF -> ErrorFunction.of(x);
      case SCALE -> x * first;
    };
  }

  /** Returns whether this is the identity. */
  public boolean linear() {
    return kind == Kind.LINEAR;
  }

  void check() {
    Expect.present("kind of activation", kind);
    Expect.finite("first number", first);
    Expect.finite("second number", second);
    if (kind == Kind.CLIP) {
      Expect.that(first <= second, "clip", "least value ≤ largest", first + " > " + second);
    }
  }

  @Override
  public String title() {
    return kind == null ? "activation" : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    check();
    return Expect.one(inputs);
  }
}
