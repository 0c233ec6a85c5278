package io.flinkmobilenet.training;

import io.flinkmobilenet.graph.Parameter;
import java.util.Random;

/** Initial values of parameters. */
final class UntrainedValues {
  private static final double CLASSIFIER_SPREAD = 0.01;

  private UntrainedValues() {}

  static float[] of(Parameter parameter, Random random) {
    float[] values = new float[parameter.shape().elements()];
    double spread = spread(parameter);
    float centre = startsAtOne(parameter.name()) ? 1 : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + spread * random.nextGaussian());
    }
    return values;
  }

  private static double spread(Parameter parameter) {
    return switch (parameter.shape().rank()) {
      case 4 -> Math.sqrt(2.0 / fanOut(parameter));
      case 2 -> CLASSIFIER_SPREAD;
      default -> 0;
    };
  }

  /** A depthwise filter affects one output channel, any other all of them. */
  private static int fanOut(Parameter parameter) {
    int reached = parameter.shape().extent(1) == 1 ? 1 : parameter.shape().extent(0);
    return reached * parameter.shape().extent(2) * parameter.shape().extent(3);
  }

  private static boolean startsAtOne(String name) {
    return name.endsWith("normalization.weight") || name.endsWith("running_var");
  }
}
