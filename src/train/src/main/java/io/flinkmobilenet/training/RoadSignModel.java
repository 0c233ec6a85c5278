package io.flinkmobilenet.training;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;

/**
 * The model that is trained: MobileNetV2 of width 0.35 for square images.
 *
 * @param edge rows and columns of the images
 */
record RoadSignModel(int edge) {
  static final double WIDTH_MULTIPLIER = 0.35;
  static final double EPSILON = 1e-5;

  /** The model that is included in the program. */
  static final RoadSignModel BUNDLED = new RoadSignModel(96);

  InputGeometry geometry() {
    return new InputGeometry(edge, edge, edge);
  }

  Network network() {
    MobileNetV2.Config likeThePapers =
        MobileNetV2.Config.of(WIDTH_MULTIPLIER, edge, RoadSign.values().length);
    return MobileNetV2.network(
        new MobileNetV2.Config(
            likeThePapers.widthMultiplier(),
            likeThePapers.inputHeight(),
            likeThePapers.inputWidth(),
            likeThePapers.classes(),
            Padding.SYMMETRIC,
            EPSILON,
            likeThePapers.finegrainedOutput(),
            likeThePapers.expandRatio(),
            likeThePapers.firstLayerIsExpansion(),
            likeThePapers.depthDivisibleBy(),
            likeThePapers.minDepth()));
  }
}
