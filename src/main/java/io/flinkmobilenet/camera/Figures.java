package io.flinkmobilenet.camera;

import static io.flinkmobilenet.camera.Outlines.box;
import static io.flinkmobilenet.camera.Outlines.disc;
import static io.flinkmobilenet.camera.Outlines.limb;
import static io.flinkmobilenet.camera.Outlines.polygon;

import java.awt.Shape;
import java.awt.geom.Area;

/** The pictograms of signs: people, cars, arrows. */
final class Figures {
  private Figures() {}

  /** Somebody who walks to the left; feet at y = 0.5, head at y = -0.5. */
  static Shape walker() {
    Area area = new Area(disc(-0.02, -0.40, 0.115));
    area.add(new Area(limb(0.19, 0.02, -0.18, 0.03, 0.06)));
    area.add(new Area(limb(0.115, 0.02, 0.08, -0.12, 0.25, -0.17, 0.46)));
    area.add(new Area(limb(0.115, 0.04, 0.08, 0.13, 0.27, 0.25, 0.43)));
    area.add(new Area(limb(0.085, 0.0, -0.20, -0.15, -0.05, -0.26, -0.02)));
    area.add(new Area(limb(0.085, 0.05, -0.20, 0.18, -0.06, 0.23, 0.04)));
    return area;
  }

  /** A car from behind, 1 wide, centred. */
  static Shape car() {
    Area area = new Area(box(0, 0.08, 1, 0.34, 0.09));
    area.add(new Area(polygon(-0.40, -0.05, -0.27, -0.36, 0.27, -0.36, 0.40, -0.05)));
    area.add(new Area(box(-0.35, 0.28, 0.18, 0.24, 0.04)));
    area.add(new Area(box(0.35, 0.28, 0.18, 0.24, 0.04)));
    area.subtract(new Area(polygon(-0.28, -0.06, -0.20, -0.28, 0.20, -0.28, 0.28, -0.06)));
    area.subtract(new Area(disc(-0.34, 0.07, 0.065)));
    area.subtract(new Area(disc(0.34, 0.07, 0.065)));
    return area;
  }

  /** An arrow upwards, from y = 0.68 to y = -0.72. */
  static Shape arrow() {
    return polygon(
        -0.12, 0.68, -0.12, -0.2, -0.42, 0.04, -0.42, -0.28, 0, -0.72, 0.42, -0.28, 0.42, 0.04,
        0.12, -0.2, 0.12, 0.68);
  }
}
