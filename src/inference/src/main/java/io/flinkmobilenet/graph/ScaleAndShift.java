package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Product with a scale and sum with a shift, channel by channel.
 *
 * @param scale name of the scale {@code [C]}, if there is one
 * @param shift name of the shift {@code [C]}, if there is one
 */
public record ScaleAndShift(Optional<String> scale, Optional<String> shift) implements Operator {
  @Override
  public String title() {
    return "scale and shift";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("scale", scale);
    Expect.present("shift", shift);
    scale.ifPresent(name -> Expect.name("scale", name));
    shift.ifPresent(name -> Expect.name("shift", name));
    Expect.that(scale.isPresent() || shift.isPresent(), "names", "scale or shift", "neither");
    return Expect.one(inputs);
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    Shape shape = Shape.of(inputs.get(0).channels());
    return Stream.of(scale, shift)
        .flatMap(Optional::stream)
        .map(name -> new Parameter(name, shape))
        .toList();
  }
}
