package io.flinkmobilenet.graph;

import java.util.List;

/**
 * The normalised image, the only node without inputs.
 *
 * @param height rows of the image
 * @param width columns of the image
 * @param channels channels of the image: 3 for RGB, 1 for grey
 */
public record ImageInput(int height, int width, int channels) implements Operator {
  @Override
  public String title() {
    return "input";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.that(inputs.isEmpty(), "inputs", "0", inputs.size());
    Expect.range("height", height, 1, Expect.MAX_EXTENT);
    Expect.range("width", width, 1, Expect.MAX_EXTENT);
    return new FeatureShape(height, width, channels);
  }
}
