package io.flinkmobilenet.bench;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Plan;

/**
 * The network that is measured.
 *
 * @param name name in reports
 * @param multiplyAdds multiply-adds per image
 */
record Workload(String name, Plan plan, long multiplyAdds, Kernels kernels) {
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  /**
   * MobileNetV2 1.0 at 224 × 224 with 1000 classes: its run time does not depend on the weights.
   */
  static Workload madeUp(Kernels kernels) {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1, 224, 1000));
    Plan plan =
        Plan.compile(
            network,
            MadeUpWeights.of(network),
            new InputNormalisation(1 / 255f, HALF, HALF),
            kernels);
    return new Workload("made-up weights", plan, network.multiplyAdds(), kernels);
  }
}
