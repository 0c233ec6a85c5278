package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.model.TimmSettings;
import io.flinkmobilenet.statedict.StateDictNetwork;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.RenamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the artifact of a directory of timm: the network is recognised from the weights, and the
 * preprocessing is in {@code config.json}.
 */
final class TimmImport {
  private static final String SETTINGS = "config.json";
  private static final String WRAPPED = "timm_model.";

  private final ImportOptions options;
  private final TimmSettings settings;
  private final DirectoryWeights weights;

  TimmImport(ImportOptions options, TimmSettings settings, DirectoryWeights weights) {
    this.options = options;
    this.settings = settings;
    this.weights = weights;
  }

  ModelArtifact artifact() throws InvalidModelException, IOException {
    String where = weights.file().toString();
    String title = "timm's " + weights.file().getFileName();
    Optional<Preprocessing> preprocessing =
        options.sayImage() ? Optional.empty() : Optional.of(settings.preprocessing());
    StateDictNetwork network = network(title, where, preprocessing);
    int classes = network.configuration().image().classes();
    settings.requireClasses(classes);
    return new FileImport(options, where, title)
        .artifact(
            network,
            new FileImport.Stated(
                SETTINGS, settings.architecture(), preprocessing, settings.labels(classes)));
  }

  private StateDictNetwork network(
      String title, String where, Optional<Preprocessing> preprocessing)
      throws InvalidModelException, IOException {
    DirectoryWeights.Content content = weights.read();
    try {
      return new StateDictFile(title, unwrapped(content.tensors()), content.notes())
          .network(options, where, image(preprocessing.map(Preprocessing::geometry)));
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  /** Returns the tensors without the name of the module that transformers may put them into. */
  private static NamedTensors unwrapped(NamedTensors tensors) {
    Set<String> names = tensors.names();
    if (!names.stream().allMatch(name -> name.startsWith(WRAPPED))) {
      return tensors;
    }
    return new RenamedTensors(
        tensors,
        names.stream()
            .collect(Collectors.toMap(name -> name.substring(WRAPPED.length()), name -> name)));
  }

  private ImageSize image(Optional<InputGeometry> stated) {
    if (options.crop().isPresent()) {
      return new ImageSize(options.crop().get(), options.crop().get());
    }
    InputGeometry geometry = stated.orElseThrow();
    return new ImageSize(geometry.cropHeight(), geometry.cropWidth());
  }
}
