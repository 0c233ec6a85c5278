package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.InputGeometry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What came out of a measurement of pictures.
 *
 * @param pictures how many
 * @param bytes of all of them, encoded
 * @param pixels of all of them
 * @param allocated bytes that one round of this decoder takes from the heap, results included
 * @param ours milliseconds a picture of each round, decoded and resized
 * @param library the same of {@code ImageIO.read} alone
 */
record ImageTimes(
    int pictures, long bytes, long pixels, long allocated, double[] ours, double[] library) {
  void print(Output out, InputGeometry geometry, DecodeMode mode) {
    double median = median(ours);
    Map<String, Object> summary =
        Output.object(
            "median_ms", round(median),
            "min_ms", round(Arrays.stream(ours).min().orElseThrow()),
            "imageio_median_ms", round(median(library)),
            "imageio_min_ms", round(Arrays.stream(library).min().orElseThrow()),
            "ratio", round(median / median(library)),
            "megabytes_per_s", round(bytes / 1e3 / pictures / median),
            "megapixels_per_s", round(pixels / 1e3 / pictures / median),
            "allocated_bytes", allocated / pictures,
            "pictures", pictures,
            "bytes", bytes,
            "pixels", pixels,
            "geometry",
                "%d, %d×%d"
                    .formatted(
                        geometry.shortestEdge(), geometry.cropWidth(), geometry.cropHeight()),
            "decode", mode.name().toLowerCase(Locale.ROOT),
            "threads", 1,
            "java", Runtime.version().toString());
    if (out.json()) {
      out.json(summary);
    } else {
      summary.forEach(
          (name, value) -> out.text("%-20s%s".formatted(name.replace('_', ' '), value)));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
