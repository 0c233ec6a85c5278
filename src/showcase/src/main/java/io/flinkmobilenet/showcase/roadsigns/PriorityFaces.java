package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.regular;

import java.util.List;

/** Priority signs (Vienna Convention, B); each has a different shape. */
final class PriorityFaces {
  private PriorityFaces() {}

  static List<Patch> stop() {
    return List.of(
        new Patch(regular(8, 22.5, 1.04, 0.03), Tint.WHITE),
        new Patch(regular(8, 22.5, 0.96, 0.02), Tint.RED),
        new Patch(Glyphs.word("STOP", 0, 0, 0.64, 0.86), Tint.WHITE));
  }

  static List<Patch> giveWay() {
    return List.of(
        new Patch(regular(3, 90, 1.17, 0.15), Tint.WHITE),
        new Patch(regular(3, 90, 1.13, 0.14), Tint.RED),
        new Patch(regular(3, 90, 0.76, 0.05), Tint.WHITE));
  }

  static List<Patch> priorityRoad() {
    return List.of(
        new Patch(regular(4, 0, 1.12, 0.16), Tint.BLACK),
        new Patch(regular(4, 0, 1.09, 0.16), Tint.WHITE),
        new Patch(regular(4, 0, 0.74, 0.05), Tint.BLACK),
        new Patch(regular(4, 0, 0.69, 0.04), Tint.YELLOW));
  }
}
