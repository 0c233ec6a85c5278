package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Division by a function of the neighbouring channels: y = x / (bias + alpha / size · Σ x²)^beta,
 * where the sum covers {@code size} channels from c − ⌊(size − 1) / 2⌋ on, as far as they exist.
 *
 * @param size number of channels in a sum
 * @param alpha factor of the sum
 * @param beta exponent
 * @param bias summand, greater than 0
 * @see <a href="https://onnx.ai/onnx/operators/onnx__LRN.html">LRN</a>
 */
public record LocalResponseNormalisation(int size, double alpha, double beta, double bias)
    implements Operator {
  @Override
  public String title() {
    return "local response normalisation";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.range("size", size, 1, Expect.MAX_EXTENT);
    Expect.finite("alpha", alpha);
    Expect.that(alpha >= 0, "alpha", "at least 0", alpha);
    Expect.finite("beta", beta);
    Expect.finite("bias", bias);
    Expect.that(bias > 0, "bias", "greater than 0", bias);
    return Expect.one(inputs);
  }

  @Override
  public long steps(List<FeatureShape> inputs) {
    return (long) inputs.get(0).elements() * size;
  }
}
