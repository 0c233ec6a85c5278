package io.flinkmobilenet.cli.bench;

import java.util.List;

/**
 * What came out of a measurement of pictures: for each round that counts the sum over all of them,
 * nanoseconds.
 */
final class ImageTimes {
  private final String name;
  private final int pictures;
  private final long bytes;
  private final double[] whole;
  private final double[] decode;
  private final double[] resize;
  private final double[] read;
  private final double[] readAndResize;
  private long pixels;
  private long allocated;
  private int round;

  private ImageTimes(String name, int pictures, long bytes, int rounds) {
    this.name = name;
    this.pictures = pictures;
    this.bytes = bytes;
    whole = new double[rounds];
    decode = new double[rounds];
    resize = new double[rounds];
    read = new double[rounds];
    readAndResize = new double[rounds];
  }

  static ImageTimes of(ImageSet set, int rounds) {
    return new ImageTimes(set.name(), set.pictures().size(), set.bytes(), rounds);
  }

  /** All of several sets that were measured with as many rounds each. */
  static ImageTimes sum(String name, List<ImageTimes> parts) {
    ImageTimes sum =
        new ImageTimes(
            name,
            parts.stream().mapToInt(ImageTimes::pictures).sum(),
            parts.stream().mapToLong(ImageTimes::bytes).sum(),
            parts.get(0).whole.length);
    for (ImageTimes part : parts) {
      sum.pixels += part.pixels;
      sum.allocated += part.allocated;
      for (int round = 0; round < sum.whole.length; round++) {
        sum.whole[round] += part.whole[round];
        sum.decode[round] += part.decode[round];
        sum.resize[round] += part.resize[round];
        sum.read[round] += part.read[round];
        sum.readAndResize[round] += part.readAndResize[round];
      }
    }
    return sum;
  }

  /** Begins a round, in place of what was measured for it before. */
  void begin(int round) {
    this.round = round;
    whole[round] = 0;
    decode[round] = 0;
    resize[round] = 0;
    read[round] = 0;
    readAndResize[round] = 0;
    pixels = 0;
    allocated = 0;
  }

  void pixels(long more) {
    pixels += more;
  }

  /** A picture was decoded to the geometry. */
  void whole(long nanos, long allocatedBytes) {
    whole[round] += nanos;
    allocated += allocatedBytes;
  }

  /** A picture was decoded and then resized. */
  void parts(long decodeNanos, long resizeNanos) {
    decode[round] += decodeNanos;
    resize[round] += resizeNanos;
  }

  /** The library has read a picture and resized it. */
  void library(long readNanos, long bothNanos) {
    read[round] += readNanos;
    readAndResize[round] += bothNanos;
  }

  String name() {
    return name;
  }

  int pictures() {
    return pictures;
  }

  /** Of all pictures, encoded. */
  long bytes() {
    return bytes;
  }

  /** Of all pictures. */
  long pixels() {
    return pixels;
  }

  /** Bytes a picture that decoding to the geometry takes from the heap, its result included. */
  long allocated() {
    return allocated / pictures;
  }

  /** Milliseconds a picture, to the geometry. */
  double median() {
    return millis(Figures.median(whole));
  }

  double least() {
    return millis(Figures.least(whole));
  }

  /** All pixels of a picture decoded, milliseconds. */
  double decode() {
    return millis(Figures.median(decode));
  }

  /** All pixels of a picture resized, milliseconds. */
  double resize() {
    return millis(Figures.median(resize));
  }

  /** {@code ImageIO.read}, milliseconds a picture. */
  double read() {
    return millis(Figures.median(read));
  }

  double leastRead() {
    return millis(Figures.least(read));
  }

  /** {@code ImageIO.read} and Java2D, milliseconds a picture. */
  double readAndResize() {
    return millis(Figures.median(readAndResize));
  }

  /** To the geometry, over {@code ImageIO.read} alone. */
  double ratio() {
    return Figures.medianRatio(whole, read);
  }

  /** To the geometry, over {@code ImageIO.read} and Java2D. */
  double ratioToBoth() {
    return Figures.medianRatio(whole, readAndResize);
  }

  private double millis(double nanos) {
    return nanos / 1e6 / pictures;
  }
}
