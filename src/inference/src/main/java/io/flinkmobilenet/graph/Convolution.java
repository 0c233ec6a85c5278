package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolution of N filters over K channels in G groups: filter n reads the K / G channels of group
 * {@code n / (N / G)}.
 *
 * @param weights name of the weights {@code [N][K / G][rows][columns]}
 * @param bias name of the bias {@code [N]}, if there is one
 * @param normalisation batch normalisation of the sums, if there is one
 * @param filters N
 * @param window the windows
 * @param groups G
 * @param epilogue operations on the normalised sums
 */
public record Convolution(
    String weights,
    Optional<String> bias,
    Optional<BatchNormalisation> normalisation,
    int filters,
    Window window,
    int groups,
    Epilogue epilogue)
    implements Operator {
  /** Returns a convolution in one group, without bias, normalisation and epilogue. */
  public static Convolution of(String weights, int filters, Window window) {
    return new Convolution(
        weights, Optional.empty(), Optional.empty(), filters, window, 1, Epilogue.NONE);
  }

  /** Returns the same convolution with a bias. */
  public Convolution bias(String name) {
    return new Convolution(
        weights, Optional.of(name), normalisation, filters, window, groups, epilogue);
  }

  /** Returns the same convolution with another number of groups. */
  public Convolution groups(int count) {
    return new Convolution(weights, bias, normalisation, filters, window, count, epilogue);
  }

  /** Returns the same convolution with batch normalisation of its sums. */
  public Convolution normalised(BatchNormalisation by) {
    return new Convolution(weights, bias, Optional.of(by), filters, window, groups, epilogue);
  }

  /** Returns the same convolution with another epilogue. */
  public Convolution epilogue(Epilogue other) {
    return new Convolution(weights, bias, normalisation, filters, window, groups, other);
  }

  /** Returns whether each channel of the given input has a single filter of its own. */
  public boolean depthwise(FeatureShape input) {
    return groups == filters && groups == input.channels();
  }

  /** Returns whether each output pixel reads all channels of the one input pixel at its place. */
  public boolean pointwise() {
    return groups == 1 && window.plainPoint();
  }

  /** Returns the shape of the sums over an input, which is also that of the output. */
  public FeatureShape sums(FeatureShape input) {
    return window.over(input, filters, false);
  }

  @Override
  public String title() {
    if (window == null) {
      return "convolution";
    }
    return (groups == 1 ? "convolution " : "grouped convolution ") + window.size();
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.name("weights", weights);
    Expect.present("bias", bias);
    bias.ifPresent(name -> Expect.name("bias", name));
    Expect.present("normalisation", normalisation);
    Expect.present("window", window);
    Expect.present("epilogue", epilogue);
    epilogue.check();
    Expect.that(inputs.size() == epilogue.inputs(), "inputs", epilogue.inputs(), inputs.size());
    Expect.that(filters >= 1, "filters", "at least 1", filters);
    int channels = inputs.get(0).channels();
    boolean divides = groups >= 1 && channels % groups == 0 && filters % groups == 0;
    if (!divides) {
      String divisor = "a divisor of %d channels and %d filters".formatted(channels, filters);
      throw Expect.refusal("groups", divisor, groups);
    }
    normalisation.ifPresent(norm -> norm.check(filters));
    FeatureShape output = window.over(inputs.get(0), filters, false);
    if (epilogue.adds()) {
      Expect.that(inputs.get(1).equals(output), "added map", output, inputs.get(1));
    }
    return output;
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    int channels = inputs.get(0).channels() / groups;
    parameters.add(
        new Parameter(weights, Shape.of(filters, channels, window.height(), window.width())));
    bias.ifPresent(name -> parameters.add(new Parameter(name, Shape.of(filters))));
    normalisation.ifPresent(norm -> parameters.addAll(norm.parameters()));
    return parameters;
  }

  @Override
  public long multiplyAdds(List<FeatureShape> inputs) {
    long taps = (long) inputs.get(0).channels() / groups * window.height() * window.width();
    return sums(inputs.get(0)).elements() * taps;
  }
}
