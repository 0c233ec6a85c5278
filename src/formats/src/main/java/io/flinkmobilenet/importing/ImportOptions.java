package io.flinkmobilenet.importing;

import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.statedict.StateDictNetwork;
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

  /**
   * Checks what no file could make right.
   *
   * @throws IllegalArgumentException whose message names the option
   */
  public ImportOptions {
    requireEdge("--size", size);
    requireEdge("--crop", crop);
    require(
        mean.isPresent() == std.isPresent(), "--mean and --std: expected both of them, found one");
    require(std.isEmpty() || !std.get().contains(0f), "--std: expected numbers above 0, found 0");
    require(
        architecture.isEmpty()
            || namesJson(architecture.get())
            || StateDictNetwork.architectures().contains(architecture.get()),
        "--architecture: expected one of %s or a JSON file, found %s"
            .formatted(
                String.join(", ", StateDictNetwork.architectures()), architecture.orElse("")));
    require(
        size.isEmpty() || !resize.equals(Optional.of(ResizeMode.STRETCH)),
        "--size: expected it without --resize stretch, which gives every image the network's size");
  }

  /** Returns whether the name of an architecture is that of a file which describes it. */
  static boolean namesJson(String architecture) {
    return architecture.endsWith(".json");
  }

  private static void requireEdge(String option, Optional<Integer> pixels) {
    require(
        pixels.isEmpty() || pixels.get() >= 1 && pixels.get() <= Resize.LARGEST_EDGE,
        "%s: expected 1 to %d pixels, found %d"
            .formatted(option, Resize.LARGEST_EDGE, pixels.orElse(0)));
  }

  private static void require(boolean sense, String otherwise) {
    if (!sense) {
      throw new IllegalArgumentException(otherwise);
    }
  }

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
