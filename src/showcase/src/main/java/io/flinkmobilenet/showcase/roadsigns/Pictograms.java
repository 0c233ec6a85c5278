package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.disc;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.limb;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.polygon;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.union;

import java.awt.Shape;

/** The pictograms of signs: people, cars, arrows. */
final class Pictograms {
  private Pictograms() {}

  /** A person walking to the left; feet at y = 0.5, head at y = -0.5. */
  static Shape walker() {
    return union(
        disc(-0.02, -0.40, 0.125),
        limb(0.20, 0.02, -0.18, 0.03, 0.06),
        limb(0.125, 0.02, 0.08, -0.13, 0.25, -0.18, 0.46),
        limb(0.125, 0.04, 0.08, 0.14, 0.27, 0.27, 0.43),
        limb(0.095, 0.0, -0.20, -0.16, -0.05, -0.27, -0.02),
        limb(0.095, 0.05, -0.20, 0.19, -0.06, 0.24, 0.04));
  }

  /** A car from behind, 1 wide and centred; the window and the lamps are holes. */
  static Shape car() {
    return union(
        box(0, 0.08, 1, 0.34, 0.09),
        polygon(-0.40, -0.09, -0.27, -0.38, 0.27, -0.38, 0.40, -0.09),
        box(-0.35, 0.28, 0.18, 0.24, 0.04),
        box(0.35, 0.28, 0.18, 0.24, 0.04),
        // These run in the opposite direction, which makes them holes.
        polygon(0.29, -0.10, 0.20, -0.30, -0.20, -0.30, -0.29, -0.10),
        hole(-0.34, 0.05, 0.075),
        hole(0.34, 0.05, 0.075));
  }

  private static Shape hole(double x, double y, double size) {
    return polygon(x, y - size, x - size, y, x, y + size, x + size, y);
  }

  /** An arrow that points up, from y = 0.68 to y = -0.72. */
  static Shape arrow() {
    return polygon(
        -0.12, 0.68, -0.12, -0.2, -0.42, 0.04, -0.42, -0.28, 0, -0.72, 0.42, -0.28, 0.42, 0.04,
        0.12, -0.2, 0.12, 0.68);
  }
}
