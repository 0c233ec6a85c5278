package io.flinkmobilenet.model;

import io.flinkmobilenet.geometry.InputGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Preprocessing of a model's input images: the geometry, then {@code (pixel * rescaleFactor - mean)
 * / std} in each channel.
 *
 * @param geometry resize and crop
 * @param rescaleFactor factor by which the 8-bit pixel is multiplied, above 0
 * @param mean values subtracted after that, one each for red, green and blue
 * @param std divisors of the difference, one each for red, green and blue, above 0
 */
public record Preprocessing(
    InputGeometry geometry, float rescaleFactor, List<Float> mean, List<Float> std) {
  private static final int CHANNELS = 3;
  private static final int MAX_JSON_BYTES = 1 << 20;

  /**
   * Reads a file like the {@code preprocessor_config.json} of a Hugging Face directory.
   *
   * @throws InvalidModelException if it is not such a file, or says what is not supported
   * @throws IOException if it cannot be read
   */
  public static Preprocessing read(Path file) throws InvalidModelException, IOException {
    String where = file.toString();
    if (Files.size(file) > MAX_JSON_BYTES) {
      throw new InvalidModelException(
          "%s: expected at most %d bytes, found %d"
              .formatted(where, MAX_JSON_BYTES, Files.size(file)));
    }
    return PreprocessingJson.read(
        new JsonObject(Json.read(Files.readAllBytes(file), where), where), where);
  }

  /** Checks that every number is in its range. */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != CHANNELS || std.size() != CHANNELS) {
      throw new IllegalArgumentException(
          "mean and std need 3 values each, found " + mean + " and " + std);
    }
    if (!(rescaleFactor > 0) || Float.isInfinite(rescaleFactor)) {
      throw new IllegalArgumentException("rescale factor must be above 0, found " + rescaleFactor);
    }
    if (!mean.stream().allMatch(Float::isFinite)) {
      throw new IllegalArgumentException("mean must be finite, found " + mean);
    }
    if (!std.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException("std must be above 0 and finite, found " + std);
    }
  }
}
