package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.arc;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.disc;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.line;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.placed;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.polygon;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.stroke;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.union;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Round signs: prohibitions, obligations and their ends (Vienna Convention, C and D). */
final class RoundFaces {
  private RoundFaces() {}

  static List<Patch> noEntry() {
    return List.of(
        new Patch(disc(1), Tint.WHITE),
        new Patch(disc(0.96), Tint.RED),
        new Patch(box(0, 0, 1.46, 0.38, 0.03), Tint.WHITE));
  }

  static List<Patch> speedLimit(String limit) {
    boolean narrow = limit.length() > 2;
    Shape digits = Glyphs.word(limit, 0, 0, narrow ? 0.68 : 0.82, narrow ? 0.84 : 1);
    return prohibition(Tint.WHITE, new Patch(digits, Tint.BLACK));
  }

  static List<Patch> noOvertaking() {
    return prohibition(
        Tint.WHITE,
        new Patch(placed(Pictograms.car(), -0.345, 0.02, 0.63, 0), Tint.RED),
        new Patch(placed(Pictograms.car(), 0.345, 0.02, 0.63, 0), Tint.BLACK));
  }

  static List<Patch> noParking() {
    Shape slash = stroke(line(-0.56, -0.56, 0.56, 0.56), 0.19);
    return prohibition(Tint.BLUE, new Patch(slash, Tint.RED));
  }

  static List<Patch> endOfLimits() {
    List<Patch> face = new ArrayList<>();
    face.add(new Patch(disc(1), Tint.WHITE));
    face.add(new Patch(stroke(disc(0.955), 0.03), Tint.GREY));
    for (int i = -2; i <= 2; i++) {
      double shift = 0.115 * i;
      double reach = 0.66 - 0.02 * i * i;
      Shape bar = line(-reach + shift, reach + shift, reach + shift, -reach + shift);
      face.add(new Patch(stroke(bar, 0.08), Tint.BLACK));
    }
    return List.copyOf(face);
  }

  static List<Patch> aheadOnly() {
    return order(Pictograms.arrow());
  }

  static List<Patch> turnRight() {
    return order(bend());
  }

  static List<Patch> turnLeft() {
    return order(Outlines.mirrored(bend()));
  }

  static List<Patch> roundabout() {
    Shape arrow = roundaboutArrow();
    return order(union(arrow, placed(arrow, 0, 0, 1, 120), placed(arrow, 0, 0, 1, 240)));
  }

  /** A third of a roundabout sign, counterclockwise like traffic that keeps to the right. */
  private static Shape roundaboutArrow() {
    Shape head = polygon(-0.24, 0.02, 0, -0.42, 0.24, 0.02);
    double end = StrictMath.toRadians(20);
    Shape placedHead = placed(head, 0.5 * StrictMath.cos(end), 0.5 * StrictMath.sin(end), 1, 14);
    return union(stroke(arc(0.5, 20, 66), 0.19), placedHead);
  }

  /** An arrow that starts at the bottom and turns to the right. */
  private static Shape bend() {
    Path2D way = new Path2D.Double();
    way.moveTo(-0.30, 0.62);
    way.lineTo(-0.30, 0.08);
    way.curveTo(-0.30, -0.17, -0.16, -0.22, 0.02, -0.22);
    way.lineTo(0.28, -0.22);
    return union(stroke(way, 0.24), polygon(0.22, -0.64, 0.72, -0.22, 0.22, 0.20));
  }

  private static List<Patch> order(Shape arrow) {
    return List.of(
        new Patch(disc(1), Tint.WHITE),
        new Patch(disc(0.95), Tint.BLUE),
        new Patch(arrow, Tint.WHITE));
  }

  private static List<Patch> prohibition(Tint ground, Patch... on) {
    List<Patch> face = new ArrayList<>();
    face.add(new Patch(disc(1), Tint.WHITE));
    face.add(new Patch(disc(0.975), Tint.RED));
    face.add(new Patch(disc(0.77), ground));
    face.addAll(List.of(on));
    return List.copyOf(face);
  }
}
