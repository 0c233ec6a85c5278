package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.disc;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.placed;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.regular;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.stroke;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Triangular warning signs (Vienna Convention, A), on white or, as in northern countries, on
 * yellow.
 */
final class WarningFaces {
  private static final double UP = -90;

  private WarningFaces() {}

  static List<Patch> children(Tint ground) {
    return warning(
        ground,
        new Patch(placed(Pictograms.walker(), -0.20, 0.06, 0.78, 0), Tint.BLACK),
        new Patch(placed(Pictograms.walker(), 0.24, 0.14, 0.60, 0), Tint.BLACK));
  }

  static List<Patch> slipperyRoad(Tint ground) {
    return warning(
        ground,
        new Patch(placed(Pictograms.car(), 0.0, -0.14, 0.52, 14), Tint.BLACK),
        new Patch(skid(-0.17), Tint.BLACK),
        new Patch(skid(0.17), Tint.BLACK));
  }

  static List<Patch> bump(Tint ground) {
    Path2D hump = new Path2D.Double();
    hump.moveTo(-0.54, 0.38);
    hump.lineTo(-0.54, 0.28);
    hump.lineTo(-0.36, 0.28);
    hump.curveTo(-0.16, 0.28, -0.20, -0.16, 0, -0.16);
    hump.curveTo(0.20, -0.16, 0.16, 0.28, 0.36, 0.28);
    hump.lineTo(0.54, 0.28);
    hump.lineTo(0.54, 0.38);
    hump.closePath();
    return warning(ground, new Patch(hump, Tint.BLACK));
  }

  static List<Patch> trafficLights(Tint ground) {
    return warning(
        ground,
        new Patch(box(0, 0, 0.40, 0.96, 0.10), Tint.BLACK),
        new Patch(disc(0, -0.30, 0.13), Tint.RED),
        new Patch(disc(0, 0.0, 0.13), Tint.AMBER),
        new Patch(disc(0, 0.30, 0.13), Tint.GREEN));
  }

  private static Shape skid(double x) {
    Path2D track = new Path2D.Double();
    track.moveTo(x - 0.03, 0.05);
    track.curveTo(x + 0.22, 0.14, x - 0.22, 0.20, x + 0.01, 0.28);
    track.curveTo(x + 0.16, 0.33, x + 0.04, 0.38, x - 0.02, 0.42);
    return stroke(track, 0.095);
  }

  private static List<Patch> warning(Tint ground, Patch... on) {
    List<Patch> face = new ArrayList<>();
    face.add(new Patch(regular(3, UP, 1.17, 0.15), Tint.WHITE));
    face.add(new Patch(regular(3, UP, 1.13, 0.14), Tint.RED));
    face.add(new Patch(regular(3, UP, 0.86, 0.05), ground));
    face.addAll(List.of(on));
    return List.copyOf(face);
  }
}
