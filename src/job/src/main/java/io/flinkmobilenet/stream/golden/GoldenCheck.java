package io.flinkmobilenet.stream.golden;

import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import java.util.Locale;

/**
 * Compares the logits of a plan with those that the scalar kernels gave when the model was
 * published.
 *
 * <p>A logit may differ by {@value #TOLERANCE} times the largest magnitude of the image's logits,
 * or of 1 if they are all smaller. Kernels differ only in the order in which they add products. A
 * sum of K products in floats has a relative error of at most K · 2⁻²⁴, and of about √K · 2⁻²⁴ if
 * roundings are independent (Higham, <a href="https://doi.org/10.1137/1.9780898718027">Accuracy and
 * Stability of Numerical Algorithms</a>, sections 2.8 and 3.1): 3e-4 and 4e-6 for the 4,608
 * products of the longest sums of a ResNet. The tolerance is therefore above the bound of any one
 * layer, and far above the differences that occur, while a kernel with a wrong value changes logits
 * by a part of their own size. It changes a probability by at most a factor of exp(2 · tolerance ·
 * largest logit).
 */
public final class GoldenCheck {
  static final double TOLERANCE = 1e-3;

  private final ModelArtifact model;
  private final Plan plan;

  private GoldenCheck(ModelArtifact model, Plan plan) {
    this.model = model;
    this.plan = plan;
  }

  /**
   * Runs all golden images of a model.
   *
   * @param plan the model, compiled for the kernels to check
   * @throws InvalidModelException if an image cannot be decoded, or a logit differs by more than
   *     the tolerance; the message names the image, the difference, the tolerance and the kernels
   */
  public static void check(ModelArtifact model, Plan plan) throws InvalidModelException {
    if (!model.golden().isEmpty()) {
      new GoldenCheck(model, plan).run();
    }
  }

  private void run() throws InvalidModelException {
    GoldenRun run = new GoldenRun(model, plan);
    for (GoldenImage image : model.golden()) {
      compare(image, run.logits(image.name(), image.encoded()));
    }
  }

  private void compare(GoldenImage image, float[] found) throws InvalidModelException {
    float[] expected = image.logits();
    double scale = 1;
    int worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      if (difference(expected, found, i) > difference(expected, found, worst)) {
        worst = i;
      }
    }
    double largest = difference(expected, found, worst);
    double tolerance = TOLERANCE * scale;
    if (!(largest <= tolerance)) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "golden image %s: expected logits within %.3g of those of the scalar kernels, found a"
                  + " difference of %.3g with the kernels %s: class %d has %s instead of %s",
              image.name(),
              tolerance,
              largest,
              plan.kernel(),
              worst,
              found[worst],
              expected[worst]));
    }
  }

  private static double difference(float[] expected, float[] found, int index) {
    return Math.abs((double) expected[index] - found[index]);
  }
}
