package io.flinkmobilenet.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user says about a model because its file does not, or to overrule the file.
 *
 * @param labels a file with the names of the classes
 * @param preprocessing name of a {@link PreprocessingPreset}, or a file like a Hugging Face
 *     directory's {@code preprocessor_config.json}
 * @param resize how an image gets its size before the crop
 * @param size length of the shorter edge after the resize, pixels
 * @param crop edge of the network's square input, pixels
 * @param mean subtracted from each channel's values, which are from 0 to 1
 * @param std divisors of the difference
 * @param architecture name of the architecture, for files that hold weights alone
 * @param dequantise whether quantised weights are converted to floats rather than refused
 */
public record ImportOptions(
    Optional<Path> labels,
    Optional<String> preprocessing,
    Optional<ResizeMode> resize,
    Optional<Integer> size,
    Optional<Integer> crop,
    Optional<List<Float>> mean,
    Optional<List<Float>> std,
    Optional<String> architecture,
    boolean dequantise) {
  /** Nothing was said. */
  public static final ImportOptions NONE =
      new ImportOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** How an image gets its size before the crop. */
  public enum ResizeMode {
    /** Every image gets the same width and height, whatever its aspect ratio. */
    STRETCH,
    /** The shorter edge gets a given length, and the longer one follows. */
    SHORTEST_EDGE;

    /** Returns the name on the command line: {@code shortest-edge}. */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns whether anything was said. */
  public boolean present() {
    return !equals(NONE);
  }

  /** Returns whether enough was said that a directory's own preprocessing does not matter. */
  boolean sayImage() {
    return preprocessing.isPresent() && crop.isPresent();
  }

  /** Returns whether anything was said of the preprocessing. */
  boolean describePreprocessing() {
    return preprocessing.isPresent()
        || resize.isPresent()
        || size.isPresent()
        || crop.isPresent()
        || mean.isPresent()
        || std.isPresent();
  }
}
