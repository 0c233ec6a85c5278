package io.flinkmobilenet.importing;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.importing.ImportOptions.ResizeMode;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.network.InputNormalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the preprocessing of a model: first what the user says, then what the file says. Nothing
 * is guessed: without either, the model is refused.
 */
final class PreprocessingChoice {
  private static final float UNIT = (float) (1 / 255.0);

  private final ImportOptions options;
  private final FeatureShape input;
  private final List<String> sources = new ArrayList<>();
  private float rescaleFactor = UNIT;
  private List<Float> mean;
  private List<Float> std;
  private Resize resize;
  private boolean exact;
  private boolean bgr;

  private PreprocessingChoice(ImportOptions options, FeatureShape input) {
    this.options = options;
    this.input = input;
  }

  /**
   * The preprocessing of a model.
   *
   * @param preprocessing the preprocessing, with channels in the order red, green, blue
   * @param bgr whether the network reads blue, green, red
   * @param source what it was taken from, for people
   */
  record Chosen(Preprocessing preprocessing, boolean bgr, String source) {}

  /**
   * What is known of a model's preprocessing before the user says anything.
   *
   * @param title what messages call the file
   * @param whole the whole preprocessing, if it is known
   * @param normalisation normalisation of pixels, if it alone is known
   * @param cropped whether the program that wrote the file crops images to the network's square
   */
  record Told(
      String title,
      Optional<Preprocessing> whole,
      Optional<InputNormalisation> normalisation,
      boolean cropped) {}

  /**
   * Chooses.
   *
   * @param input shape of the network's image
   * @throws InvalidModelException if neither the user nor the file says enough, or what they say
   *     does not fit the network
   */
  static Chosen of(ImportOptions options, FeatureShape input, Told file)
      throws InvalidModelException, IOException {
    PreprocessingChoice choice = new PreprocessingChoice(options, input);
    if (options.preprocessing().isPresent()) {
      choice.named(options.preprocessing().get());
    } else if (file.whole().isPresent()) {
      choice.whole(file.whole().get(), file.title());
    } else if (file.normalisation().isPresent()) {
      choice.normalisation(file.normalisation().get(), file.title());
    }
    if (choice.resize == null && file.cropped()) {
      choice.resize = choice.toOwnEdge();
      choice.sources.add("the centre of images is cropped, as the program does");
    }
    choice.single();
    if (choice.mean == null) {
      throw new InvalidModelException(
          "%s: expected the preprocessing of images, which the file does not say; use --preprocessing %s|FILE.json, or --mean and --std"
              .formatted(file.title(), PreprocessingPreset.titles()));
    }
    return choice.chosen(file.title());
  }

  private void named(String name) throws InvalidModelException, IOException {
    Optional<PreprocessingPreset> preset = PreprocessingPreset.named(name);
    if (preset.isPresent()) {
      preset(preset.get(), "--preprocessing " + name);
      return;
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          "--preprocessing: expected %s or a JSON file, found %s"
              .formatted(PreprocessingPreset.titles(), name));
    }
    whole(Preprocessing.read(file), file.getFileName().toString());
  }

  private void whole(Preprocessing read, String source) throws InvalidModelException {
    InputGeometry geometry = read.geometry();
    requireCrop(geometry.cropWidth(), geometry.cropHeight(), source);
    resize = geometry.resize();
    exact = geometry.exact();
    rescaleFactor = read.rescaleFactor();
    mean = read.mean();
    std = read.std();
    sources.add(source);
  }

  private void preset(PreprocessingPreset preset, String source) {
    rescaleFactor = preset.rescaleFactor();
    mean = preset.mean();
    std = preset.std();
    bgr = preset.bgr();
    resize = Resize.shortestEdge(preset.shortestEdge(Math.min(input.height(), input.width())));
    sources.add(source);
  }

  private void normalisation(InputNormalisation file, String source) {
    rescaleFactor = file.rescaleFactor();
    mean = floats(file.mean());
    std = floats(file.std());
    sources.add(source);
  }

  /** Applies the options that say one thing each. */
  private void single() throws InvalidModelException {
    if (options.mean().isPresent()) {
      rescaleFactor = UNIT;
      mean = options.mean().get();
      std = options.std().get();
      sources.add("--mean and --std");
    }
    if (options.crop().isPresent()) {
      requireCrop(options.crop().get(), options.crop().get(), "--crop");
    }
    boolean stretch = options.resize().filter(mode -> mode == ResizeMode.STRETCH).isPresent();
    options.resize().ifPresent(mode -> sources.add("--resize " + mode.title()));
    if (stretch) {
      resize = Resize.stretch(input.width(), input.height());
    } else if (options.size().isPresent()) {
      resize = Resize.shortestEdge(options.size().get());
      sources.add("--size");
    } else if (options.resize().isPresent() && !keepsAspectRatio()) {
      resize = toOwnEdge();
    }
    exact &= options.size().isEmpty() && options.resize().isEmpty();
  }

  private boolean keepsAspectRatio() {
    return resize != null && resize.kind() == Resize.Kind.SHORTEST_EDGE;
  }

  private Resize toOwnEdge() {
    return Resize.shortestEdge(Math.min(input.width(), input.height()));
  }

  private void requireCrop(int width, int height, String where) throws InvalidModelException {
    if (width != input.width() || height != input.height()) {
      throw new InvalidModelException(
          "%s: expected a crop to the network's image of %d×%d pixels, found %d×%d"
              .formatted(where, input.height(), input.width(), height, width));
    }
  }

  private Chosen chosen(String file) throws InvalidModelException {
    if (resize == null) {
      resize = Resize.stretch(input.width(), input.height());
      sources.add("images are stretched, because nothing says otherwise");
    }
    try {
      InputGeometry geometry = new InputGeometry(resize, input.width(), input.height(), exact);
      return new Chosen(
          new Preprocessing(geometry, rescaleFactor, mean, std), bgr, String.join("; ", sources));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(file + ": preprocessing: " + e.getMessage(), e);
    }
  }

  private static List<Float> floats(float[] values) {
    List<Float> floats = new ArrayList<>();
    for (float value : values) {
      floats.add(value);
    }
    return floats;
  }
}
