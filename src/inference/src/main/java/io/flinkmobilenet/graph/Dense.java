package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fully connected layer over the channels of a single pixel.
 *
 * @param weights name of the weights {@code [N][K]}
 * @param bias name of the bias {@code [N]}, if there is one
 * @param outputs N
 * @param epilogue operations on the sums
 */
public record Dense(String weights, Optional<String> bias, int outputs, Epilogue epilogue)
    implements Operator {
  /** Returns a layer with a bias and without epilogue. */
  public static Dense of(String weights, String bias, int outputs) {
    return new Dense(weights, Optional.of(bias), outputs, Epilogue.NONE);
  }

  /** Returns the same layer with another epilogue. */
  public Dense epilogue(Epilogue other) {
    return new Dense(weights, bias, outputs, other);
  }

  /** Returns the same layer as a convolution of its one pixel. */
  public Convolution pointwise() {
    Window one = Window.of(1);
    return new Convolution(weights, bias, Optional.empty(), outputs, one, 1, epilogue);
  }

  @Override
  public String title() {
    return "dense";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.name("weights", weights);
    Expect.present("bias", bias);
    bias.ifPresent(name -> Expect.name("bias", name));
    Expect.present("epilogue", epilogue);
    epilogue.check();
    Expect.that(inputs.size() == epilogue.inputs(), "inputs", epilogue.inputs(), inputs.size());
    FeatureShape input = inputs.get(0);
    Expect.that(input.pixels() == 1, "input", "one pixel, 1×1×" + input.channels(), input);
    Expect.that(outputs >= 1, "outputs", "at least 1", outputs);
    FeatureShape output = new FeatureShape(1, 1, outputs);
    if (epilogue.adds()) {
      Expect.that(inputs.get(1).equals(output), "added map", output, inputs.get(1));
    }
    return output;
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter(weights, Shape.of(outputs, inputs.get(0).channels())));
    bias.ifPresent(name -> parameters.add(new Parameter(name, Shape.of(outputs))));
    return parameters;
  }

  @Override
  public long multiplyAdds(List<FeatureShape> inputs) {
    return (long) outputs * inputs.get(0).channels();
  }
}
