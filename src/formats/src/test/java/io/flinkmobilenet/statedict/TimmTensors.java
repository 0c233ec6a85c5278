package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.function.Function;

/** A MobileNetV2 of width 0.35 under timm's names, for tests of other packages. */
public final class TimmTensors {
  private TimmTensors() {}

  /** Returns the settings of the network. */
  public static Configuration network(int edge, int classes) {
    return new MobileNetV2.Config(
        0.35, edge, edge, classes, Padding.SYMMETRIC, 1e-5, true, 6, true, 8, 8);
  }

  /** Returns the value of a parameter of the network. */
  public static Function<String, Tensor> values(int classes) {
    List<Parameter> parameters = network(32, classes).graph().parameters();
    return MadeUpWeights.of(parameters, 7);
  }

  /** Returns the tensors under timm's names. */
  public static NamedTensors of(int classes) throws WeightsException {
    Function<String, Tensor> values = values(classes);
    TensorTable table = new TensorTable("timm");
    for (Parameter parameter : network(32, classes).graph().parameters()) {
      table.add(MobileNetV2Names.TIMM.tensor(parameter.name()), values.apply(parameter.name()));
    }
    return table;
  }
}
