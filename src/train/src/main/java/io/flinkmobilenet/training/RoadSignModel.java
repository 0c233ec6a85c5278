package io.flinkmobilenet.training;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;

/** The model that is trained: MobileNetV2 of width 0.35 for images of 96 by 96 pixels. */
final class RoadSignModel {
  static final double WIDTH_MULTIPLIER = 0.35;
  static final int EDGE = 96;
  static final double EPSILON = 1e-5;
  static final InputGeometry GEOMETRY = new InputGeometry(EDGE, EDGE, EDGE);

  private static final MobileNetV2.Config LIKE_THE_PAPERS =
      MobileNetV2.Config.of(WIDTH_MULTIPLIER, EDGE, RoadSign.values().length);

  private RoadSignModel() {}

  static Network network() {
    return MobileNetV2.network(
        new MobileNetV2.Config(
            LIKE_THE_PAPERS.widthMultiplier(),
            LIKE_THE_PAPERS.inputHeight(),
            LIKE_THE_PAPERS.inputWidth(),
            LIKE_THE_PAPERS.classes(),
            Padding.SYMMETRIC,
            EPSILON,
            LIKE_THE_PAPERS.finegrainedOutput(),
            LIKE_THE_PAPERS.expandRatio(),
            LIKE_THE_PAPERS.firstLayerIsExpansion(),
            LIKE_THE_PAPERS.depthDivisibleBy(),
            LIKE_THE_PAPERS.minDepth()));
  }
}
