package io.flinkmobilenet.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions of which each reads the one before, so that a kernel need not keep their maps whole.
 * Compiling finds them; files do not contain them. The second input, if there is one, is added by
 * the last convolution.
 *
 * @param layers at least two convolutions
 */
public record ConvolutionChain(List<Convolution> layers) implements Operator {
  /** Copies the list. */
  public ConvolutionChain {
    layers = List.copyOf(layers);
  }

  @Override
  public String title() {
    return "convolutions";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.that(layers.size() >= 2, "convolutions", "at least 2", layers.size());
    Expect.that(!inputs.isEmpty(), "inputs", "at least 1", 0);
    for (Convolution layer : layers.subList(0, layers.size() - 1)) {
      Expect.that(
          !layer.epilogue().adds(), "additions", "only by the last layer", "an earlier one");
    }
    FeatureShape shape = inputs.get(0);
    for (int i = 0; i < layers.size(); i++) {
      shape = layers.get(i).output(layerInputs(i, shape, inputs));
    }
    return shape;
  }

  /** Returns the shapes that each layer reads, from the first layer on. */
  public List<FeatureShape> read(FeatureShape input) {
    List<FeatureShape> read = new ArrayList<>();
    FeatureShape shape = input;
    for (Convolution layer : layers) {
      read.add(shape);
      shape = layer.sums(shape);
    }
    return read;
  }

  private List<FeatureShape> layerInputs(
      int layer, FeatureShape before, List<FeatureShape> inputs) {
    List<FeatureShape> all = new ArrayList<>(List.of(before));
    if (layer == layers.size() - 1) {
      all.addAll(inputs.subList(1, inputs.size()));
    }
    return all;
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    List<FeatureShape> read = read(inputs.get(0));
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      parameters.addAll(layers.get(i).parameters(List.of(read.get(i))));
    }
    return parameters;
  }

  @Override
  public long multiplyAdds(List<FeatureShape> inputs) {
    List<FeatureShape> read = read(inputs.get(0));
    long sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      sum += layers.get(i).multiplyAdds(List.of(read.get(i)));
    }
    return sum;
  }
}
