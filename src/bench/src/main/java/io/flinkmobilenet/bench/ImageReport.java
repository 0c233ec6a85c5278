package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the results of all measurements, the most important one first.
 *
 * @param key result in the first line
 * @param all results of all sets, one line each
 */
record ImageReport(ImageTimes key, List<ImageTimes> all, InputGeometry geometry, DecodeMode mode) {
  private static final List<String> TITLES =
      List.of(
          "pictures",
          "Mpx",
          "MB",
          "ms",
          "MB/s",
          "Mpx/s",
          "decode ms",
          "resize ms",
          "ImageIO ms",
          "+ Java2D ms",
          "ms / ImageIO",
          "ms / both",
          "heap KB");

  void print(Output out) {
    Map<String, Object> summary = figures(key);
    summary.put(
        "geometry",
        "%d, %d×%d"
            .formatted(geometry.shortestEdge(), geometry.cropWidth(), geometry.cropHeight()));
    summary.put("decode", mode.name().toLowerCase(Locale.ROOT));
    summary.put("threads", 1);
    summary.put("java", Runtime.version().toString());
    Figures.print(out, summary);
    if (out.json()) {
      all.forEach(times -> out.json(figures(times)));
    } else {
      out.text("");
      Table.print(out, TITLES, all.stream().map(ImageReport::row).toList());
    }
  }

  private static Map<String, Object> figures(ImageTimes times) {
    return Output.object(
        "name", times.name(),
        "median_ms", Figures.round(times.median(), 1000),
        "min_ms", Figures.round(times.least(), 1000),
        "imageio_median_ms", Figures.round(times.read(), 1000),
        "imageio_min_ms", Figures.round(times.leastRead(), 1000),
        "ratio", Figures.round(times.ratio(), 1000),
        "imageio_java2d_median_ms", Figures.round(times.readAndResize(), 1000),
        "imageio_java2d_ratio", Figures.round(times.ratioToBoth(), 1000),
        "decode_median_ms", Figures.round(times.decode(), 1000),
        "resize_median_ms", Figures.round(times.resize(), 1000),
        "megabytes_per_s", Figures.round(megabytes(times) * 1000 / times.median(), 1000),
        "megapixels_per_s", Figures.round(megapixels(times) * 1000 / times.median(), 1000),
        "allocated_bytes", times.allocated(),
        "pictures", times.images(),
        "bytes", times.bytes(),
        "pixels", times.pixels());
  }

  private static List<Object> row(ImageTimes times) {
    return List.of(
        times.name(),
        tenths(megapixels(times)),
        hundredths(megabytes(times)),
        hundredths(times.median()),
        tenths(megabytes(times) * 1000 / times.median()),
        tenths(megapixels(times) * 1000 / times.median()),
        hundredths(times.decode()),
        hundredths(times.resize()),
        hundredths(times.read()),
        hundredths(times.readAndResize()),
        hundredths(times.ratio()),
        hundredths(times.ratioToBoth()),
        times.allocated() / 1000);
  }

  /** Per image. */
  private static double megabytes(ImageTimes times) {
    return times.bytes() / 1e6 / times.images();
  }

  /** Per image. */
  private static double megapixels(ImageTimes times) {
    return times.pixels() / 1e6 / times.images();
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String hundredths(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
