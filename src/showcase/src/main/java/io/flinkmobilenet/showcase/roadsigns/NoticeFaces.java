package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.line;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.placed;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.polygon;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.stroke;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** Rectangular information signs (Vienna Convention, E). */
final class NoticeFaces {
  private static final double SIDE = 1.76;

  private NoticeFaces() {}

  static List<Patch> parking() {
    return plate(SIDE, SIDE, new Patch(Glyphs.word("P", 0.04, 0, 1.25, 1.05), Tint.WHITE));
  }

  static List<Patch> oneWay(boolean toTheRight) {
    Shape arrow =
        polygon(
            -0.92, -0.13, 0.30, -0.13, 0.30, -0.38, 0.94, 0, 0.30, 0.38, 0.30, 0.13, -0.92, 0.13);
    Shape turned = toTheRight ? arrow : Outlines.mirrored(arrow);
    return plate(2.3, 1.02, new Patch(turned, Tint.WHITE));
  }

  static List<Patch> pedestrianCrossing() {
    List<Patch> on = new ArrayList<>();
    on.add(new Patch(polygon(0, -0.80, 0.80, 0.66, -0.80, 0.66), Tint.WHITE));
    for (int i = -2; i <= 2; i++) {
      double x = 0.27 * i;
      Shape stripe =
          polygon(0.7 * x - 0.04, 0.42, 0.7 * x + 0.04, 0.42, x + 0.07, 0.60, x - 0.07, 0.60);
      on.add(new Patch(stripe, Tint.BLACK));
    }
    on.add(new Patch(placed(Pictograms.walker(), 0, 0.04, 0.86, 0), Tint.BLACK));
    return plate(SIDE, SIDE, on.toArray(Patch[]::new));
  }

  static List<Patch> motorway(Tint ground) {
    Shape right = polygon(0.07, 0.74, 0.62, 0.74, 0.24, -0.62, 0.05, -0.62);
    Shape bridge = line(-0.68, -0.08, -0.58, -0.18, 0.58, -0.18, 0.68, -0.08);
    List<Patch> face = new ArrayList<>();
    face.add(new Patch(box(0, 0, SIDE, 1.9, 0.12), Tint.WHITE));
    face.add(new Patch(box(0, 0, SIDE - 0.1, 1.8, 0.09), ground));
    face.add(new Patch(right, Tint.WHITE));
    face.add(new Patch(Outlines.mirrored(right), Tint.WHITE));
    face.add(new Patch(stroke(bridge, 0.32), ground));
    face.add(new Patch(stroke(bridge, 0.17), Tint.WHITE));
    return List.copyOf(face);
  }

  private static List<Patch> plate(double width, double height, Patch... on) {
    List<Patch> face = new ArrayList<>();
    face.add(new Patch(box(0, 0, width, height, 0.12), Tint.WHITE));
    face.add(new Patch(box(0, 0, width - 0.1, height - 0.1, 0.09), Tint.BLUE));
    face.addAll(List.of(on));
    return List.copyOf(face);
  }
}
