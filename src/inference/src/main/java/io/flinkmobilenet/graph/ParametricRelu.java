package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import java.util.List;

/**
 * The identity from 0 up, and a product with a slope per channel below.
 *
 * @param slope name of the slopes {@code [C]}
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, section 2.1</a>
 */
public record ParametricRelu(String slope) implements Operator {
  @Override
  public String title() {
    return "parametric relu";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.name("slope", slope);
    return Expect.one(inputs);
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    return List.of(new Parameter(slope, Shape.of(inputs.get(0).channels())));
  }
}
