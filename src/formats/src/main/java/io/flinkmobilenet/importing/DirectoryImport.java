package io.flinkmobilenet.importing;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.model.DirectorySettings;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.LabelFile;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.model.TimmSettings;
import io.flinkmobilenet.weights.NamedTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the artifact of a Hugging Face directory that lacks a part which such directories usually
 * have, or of which the user says more.
 */
final class DirectoryImport {
  /** Edge of the image where neither the directory nor the user says one. */
  private static final int USUAL_CROP = 224;

  private final Path directory;
  private final ImportOptions options;
  private final DirectorySettings settings;
  private final Map<String, String> sources = new TreeMap<>();

  private DirectoryImport(Path directory, ImportOptions options, DirectorySettings settings) {
    this.directory = directory;
    this.options = options;
    this.settings = settings;
  }

  static ModelArtifact read(Path directory, ImportOptions options)
      throws InvalidModelException, IOException {
    DirectoryWeights weights = DirectoryWeights.find(directory);
    DirectorySettings settings = DirectorySettings.read(directory);
    Optional<TimmSettings> timm = settings.timm();
    if (timm.isPresent()) {
      return new TimmImport(options, timm.get(), weights).artifact();
    }
    if (weights.usual() && !options.present() && settings.saysPreprocessing()) {
      return ModelDirectory.read(directory, settings);
    }
    return new DirectoryImport(directory, options, settings).artifact(weights);
  }

  private ModelArtifact artifact(DirectoryWeights weights)
      throws InvalidModelException, IOException {
    sources.put("network", "config.json");
    sources.put("weights", weights.file().getFileName().toString());
    Preprocessing preprocessing = preprocessing();
    DirectoryWeights.Content content = weights.read();
    List<String> labels = labels(content.tensors());
    if (!content.notes().isEmpty()) {
      sources.put("notes", String.join(" ", content.notes()));
    }
    return ModelDirectory.artifact(
        settings, preprocessing, labels, content.tensors(), weights.file().toString(), sources);
  }

  private Preprocessing preprocessing() throws InvalidModelException, IOException {
    Optional<Preprocessing> own = options.sayImage() ? Optional.empty() : own();
    if (!options.describePreprocessing()) {
      sources.put("preprocessing", usualSource());
      if (own.isPresent()) {
        return own.get();
      }
    }
    if (own.isEmpty() && options.crop().isEmpty()) {
      sources.put("image", FileImport.usual(USUAL_CROP, USUAL_CROP));
    }
    int width = own.map(known -> known.geometry().cropWidth()).orElse(USUAL_CROP);
    int height = own.map(known -> known.geometry().cropHeight()).orElse(USUAL_CROP);
    FeatureShape input =
        new FeatureShape(options.crop().orElse(height), options.crop().orElse(width), 3);
    boolean sameSize = input.height() == height && input.width() == width;
    PreprocessingChoice.Chosen chosen =
        PreprocessingChoice.of(
            options,
            input,
            new PreprocessingChoice.Told(
                own.isEmpty() ? directory.toString() : usualSource(),
                sameSize ? own : own.map(known -> inProportion(known, input)),
                Optional.empty(),
                false));
    if (chosen.bgr()) {
      throw new InvalidModelException(
          directory + ": --preprocessing: expected channels in the order red, green, blue");
    }
    sources.put("preprocessing", chosen.source());
    return chosen.preprocessing();
  }

  private String usualSource() {
    return settings.saysPreprocessing()
        ? "preprocessor_config.json"
        : "defaults of Hugging Face's image processor for this network, because there is no"
            + " preprocessor_config.json";
  }

  /** Returns the same preprocessing for a network's image of another size. */
  private static Preprocessing inProportion(Preprocessing known, FeatureShape input) {
    InputGeometry geometry = known.geometry();
    Resize resize = geometry.resize();
    int width = Math.round((float) resize.width() * input.width() / geometry.cropWidth());
    int height = Math.round((float) resize.height() * input.height() / geometry.cropHeight());
    Resize scaled =
        switch (resize.kind()) {
          case NONE -> resize;
          case STRETCH -> Resize.stretch(width, height).with(resize.filter());
          case SHORTEST_EDGE -> Resize.shortestEdge(width).with(resize.filter());
        };
    return new Preprocessing(
        new InputGeometry(scaled, input.width(), input.height(), geometry.exact()),
        known.rescaleFactor(),
        known.mean(),
        known.std());
  }

  private Optional<Preprocessing> own() throws InvalidModelException, IOException {
    return settings.saysPreprocessing()
        ? Optional.of(settings.preprocessing())
        : settings.defaultPreprocessing();
  }

  private List<String> labels(NamedTensors weights) throws InvalidModelException, IOException {
    if (options.labels().isEmpty()) {
      sources.put(
          "labels",
          settings.sayClasses()
              ? "config.json"
              : "LABEL_<index>, because config.json names no classes; use --labels FILE");
      return settings.labels(weights);
    }
    Path file = options.labels().get();
    sources.put("labels", file.getFileName().toString());
    return LabelFile.read(file);
  }
}
