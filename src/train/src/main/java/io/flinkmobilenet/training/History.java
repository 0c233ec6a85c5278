package io.flinkmobilenet.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The measurements of a training, and a file of them with kind, step and value in each line. */
final class History {
  private final Path file;
  private final List<Point> points = new ArrayList<>();

  /** Kinds of measurements. */
  enum Kind {
    /** Mean loss of the batches since the previous point. */
    LOSS,
    /** Share of the validation frames that the averaged weights classify correctly. */
    ACCURACY,
    /** A model was written; the value is its version. */
    MODEL
  }

  /**
   * One measurement.
   *
   * @param step step after which it was taken
   */
  record Point(Kind kind, int step, double value) {}

  private History(Path file) {
    this.file = file;
  }

  /** Reads a file up to a step and drops the rest of it. */
  static History upTo(Path file, int step) throws IOException {
    History history = new History(file);
    List<Point> before = step > 0 && Files.exists(file) ? read(file) : List.of();
    Files.deleteIfExists(file);
    for (Point point : before) {
      if (point.step() <= step) {
        history.add(point);
      }
    }
    return history;
  }

  private static List<Point> read(Path file) throws IOException {
    List<Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      points.add(
          new Point(
              Kind.valueOf(fields[0]), Integer.parseInt(fields[1]), Double.parseDouble(fields[2])));
    }
    return points;
  }

  void add(Point point) throws IOException {
    points.add(point);
    String line = "%s,%d,%.5f%n".formatted(point.kind(), point.step(), point.value());
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All points of a kind, in the order in which they were taken. */
  List<Point> of(Kind kind) {
    return points.stream().filter(point -> point.kind() == kind).toList();
  }
}
