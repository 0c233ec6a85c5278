package io.flinkmobilenet.graph;

/**
 * Operations that a convolution or a dense layer applies to its sums before it stores them.
 *
 * @param activation function applied to the sums
 * @param addition whether a second input of the output's shape is added, and when
 */
public record Epilogue(Activation activation, Addition addition) {
  /** Stores the sums as they are. */
  public static final Epilogue NONE = new Epilogue(Activation.LINEAR, Addition.NONE);

  /** Order of addition and activation. */
  public enum Addition {
    /** There is no second input. */
    NONE,
    /** The second input is added first, as in ResNet. */
    BEFORE_ACTIVATION,
    /** The second input is added to the activated sums, as in MobileNetV2. */
    AFTER_ACTIVATION
  }

  /** Returns an epilogue that only activates. */
  public static Epilogue of(Activation activation) {
    return new Epilogue(activation, Addition.NONE);
  }

  /** Returns whether the sums are stored as they are. */
  public boolean none() {
    return activation.linear() && !adds();
  }

  /** Returns whether there is a second input. */
  public boolean adds() {
    return addition != Addition.NONE;
  }

  /** Returns the number of inputs of an operator with this epilogue. */
  int inputs() {
    return adds() ? 2 : 1;
  }

  void check() {
    Expect.present("activation", activation);
    Expect.present("addition", addition);
    activation.check();
  }
}
