package io.flinkmobilenet.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What was measured in the course of a training, and a file with it: kind, step, value a line. */
final class History {
  private final Path file;
  private final List<Point> points = new ArrayList<>();

  /** What a value is. */
  enum Kind {
    /** Loss of the batches since the point before. */
    LOSS,
    /** Share of the validation's frames that the averaged weights get right. */
    ACCURACY,
    /** A model was written; the value is its version. */
    MODEL
  }

  /**
   * One measurement.
   *
   * @param step after which it was taken
   */
  record Point(Kind kind, int step, double value) {}

  private History(Path file) {
    this.file = file;
  }

  /** What a file says up to a step; the rest of it is dropped. */
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

  /** All points of a kind, in the order they were taken. */
  List<Point> of(Kind kind) {
    return points.stream().filter(point -> point.kind() == kind).toList();
  }
}
