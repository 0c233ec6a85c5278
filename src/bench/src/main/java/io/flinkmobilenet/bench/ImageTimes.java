package io.flinkmobilenet.bench;

import java.util.List;

/**
 * The result of measuring images: for each counted round the sum over all images, in nanoseconds.
 */
final class ImageTimes {
  private final String name;
  private final int images;
  private final long bytes;
  private final double[] whole;
  private final double[] decode;
  private final double[] resize;
  private final double[] read;
  private final double[] readAndResize;
  private long pixels;
  private long allocated;
  private int round;

  private ImageTimes(String name, int images, long bytes, int rounds) {
    this.name = name;
    this.images = images;
    this.bytes = bytes;
    whole = new double[rounds];
    decode = new double[rounds];
    resize = new double[rounds];
    read = new double[rounds];
    readAndResize = new double[rounds];
  }

  static ImageTimes of(ImageSet set, int rounds) {
    return new ImageTimes(set.name(), set.images().size(), set.bytes(), rounds);
  }

  /** The sum of several sets that were measured with the same number of rounds. */
  static ImageTimes sum(String name, List<ImageTimes> parts) {
    ImageTimes sum =
        new ImageTimes(
            name,
            parts.stream().mapToInt(ImageTimes::images).sum(),
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

  /** Starts a round and discards what was measured for it before. */
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

  /** Records that an image was decoded to the geometry. */
  void whole(long nanos, long allocatedBytes) {
    whole[round] += nanos;
    allocated += allocatedBytes;
  }

  /** Records that an image was decoded and then resized. */
  void parts(long decodeNanos, long resizeNanos) {
    decode[round] += decodeNanos;
    resize[round] += resizeNanos;
  }

  /** Records that the library has read an image and resized it. */
  void library(long readNanos, long bothNanos) {
    read[round] += readNanos;
    readAndResize[round] += bothNanos;
  }

  String name() {
    return name;
  }

  int images() {
    return images;
  }

  /** Bytes of all encoded images. */
  long bytes() {
    return bytes;
  }

  /** Pixels of all images. */
  long pixels() {
    return pixels;
  }

  /** Bytes per image that decoding to the geometry allocates, including its result. */
  long allocated() {
    return allocated / images;
  }

  /** Milliseconds per image for decoding to the geometry. */
  double median() {
    return millis(Figures.median(whole));
  }

  double least() {
    return millis(Figures.least(whole));
  }

  /** Milliseconds per image for decoding all pixels. */
  double decode() {
    return millis(Figures.median(decode));
  }

  /** Milliseconds per image for resizing all pixels. */
  double resize() {
    return millis(Figures.median(resize));
  }

  /** Milliseconds per image for {@code ImageIO.read}. */
  double read() {
    return millis(Figures.median(read));
  }

  double leastRead() {
    return millis(Figures.least(read));
  }

  /** Milliseconds per image for {@code ImageIO.read} and Java2D. */
  double readAndResize() {
    return millis(Figures.median(readAndResize));
  }

  /** Ratio of decoding to the geometry to {@code ImageIO.read} alone. */
  double ratio() {
    return Figures.medianRatio(whole, read);
  }

  /** Ratio of decoding to the geometry to {@code ImageIO.read} and Java2D. */
  double ratioToBoth() {
    return Figures.medianRatio(whole, readAndResize);
  }

  private double millis(double nanos) {
    return nanos / 1e6 / images;
  }
}
