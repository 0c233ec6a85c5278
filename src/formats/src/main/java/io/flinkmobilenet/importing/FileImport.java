package io.flinkmobilenet.importing;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.FileGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.InputChannels;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.model.CanonicalForm;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.LabelFile;
import io.flinkmobilenet.model.Labels;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.statedict.StateDictNetwork;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.RenamedTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the artifact of a network that a file holds. */
final class FileImport {
  private static final int RGB = 3;

  private final ImportOptions options;
  private final String where;
  private final String title;
  private final Map<String, String> sources = new TreeMap<>();

  /**
   * Creates an import.
   *
   * @param where what messages call the file
   * @param title format and name of the file, for people
   */
  FileImport(ImportOptions options, String where, String title) {
    this.options = options;
    this.where = where;
    this.title = title;
  }

  /** Returns the artifact of a file that describes its network. */
  ModelArtifact artifact(FileModel file) throws InvalidModelException, IOException {
    sources.put("network", title);
    PreprocessingChoice.Chosen chosen =
        preprocessing(
            file.graph().input(),
            new PreprocessingChoice.Told(
                title, Optional.empty(), file.normalisation(), file.cropped()));
    FileModel rgb = rgb(file, chosen.bgr());
    int classes = file.graph().output(Plan.LOGITS).channels();
    // Files hold other tensors as well, for example the shapes that ONNX files compute with.
    List<String> parameters = rgb.graph().parameters().stream().map(Parameter::name).toList();
    NamedTensors weights = RenamedTensors.only(rgb.weights(), parameters);
    return artifact(
        configuration(rgb.graph()),
        weights,
        chosen,
        labels(classes, file.labels(), title),
        file.scores(),
        file.notes());
  }

  /**
   * What a file beside a state dict says of it.
   *
   * @param file name of the file
   * @param network its name of the network
   * @param preprocessing the preprocessing, unless the user says it
   * @param labels names of the classes; empty if it has none
   */
  record Stated(
      String file, String network, Optional<Preprocessing> preprocessing, List<String> labels) {}

  /** Returns the artifact of a state dict that lies alone. */
  ModelArtifact artifact(StateDictNetwork network) throws InvalidModelException, IOException {
    int height = network.configuration().image().height();
    int width = network.configuration().image().width();
    if (options.crop().isEmpty()) {
      sources.put("image", usual(height, width));
    }
    return artifact(network, new Stated(title, "", Optional.empty(), List.of()));
  }

  /** Returns what is said of a size that neither the model nor the user says. */
  static String usual(int height, int width) {
    return "%d×%d pixels, which is usual; use --crop for others".formatted(height, width);
  }

  /** Returns the artifact of a state dict of which a file beside it says more. */
  ModelArtifact artifact(StateDictNetwork network, Stated stated)
      throws InvalidModelException, IOException {
    Configuration configuration = network.configuration();
    sources.put(
        "network",
        "%s, recognised from the tensors of %s"
            .formatted(configuration.architecture().modelType(), title));
    if (!stated.network().isEmpty()) {
      sources.merge(
          "network", "; %s names it %s".formatted(stated.file(), stated.network()), String::concat);
    }
    int height = configuration.image().height();
    int width = configuration.image().width();
    Optional<Preprocessing> ofThisSize =
        stated
            .preprocessing()
            .map(Preprocessing::geometry)
            .filter(crop -> crop.cropHeight() == height && crop.cropWidth() == width)
            .flatMap(crop -> stated.preprocessing());
    PreprocessingChoice.Chosen chosen =
        preprocessing(
            new FeatureShape(height, width, RGB),
            new PreprocessingChoice.Told(stated.file(), ofThisSize, Optional.empty(), false));
    if (chosen.bgr()) {
      throw new InvalidModelException(
          where + ": --preprocessing: expected channels in the order red, green, blue");
    }
    return artifact(
        configuration,
        network.weights(),
        chosen,
        labels(configuration.image().classes(), stated.labels(), stated.file()),
        Scores.SOFTMAX,
        network.notes());
  }

  private ModelArtifact artifact(
      Configuration configuration,
      NamedTensors weights,
      PreprocessingChoice.Chosen chosen,
      List<String> labels,
      Scores scores,
      List<String> notes)
      throws InvalidModelException {
    if (!notes.isEmpty()) {
      sources.put("notes", String.join(" ", notes));
    }
    return ModelArtifact.of(
        new CanonicalForm(
            weights,
            configuration,
            chosen.preprocessing(),
            labels,
            labels.size() == 1 ? Scores.SIGMOID : scores,
            sources),
        where);
  }

  private PreprocessingChoice.Chosen preprocessing(
      FeatureShape input, PreprocessingChoice.Told told) throws InvalidModelException, IOException {
    PreprocessingChoice.Chosen chosen = PreprocessingChoice.of(options, input, told);
    sources.put("preprocessing", chosen.source());
    return chosen;
  }

  private Configuration configuration(Graph graph) throws InvalidModelException {
    try {
      return new FileGraph.Config(graph);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  private FileModel rgb(FileModel file, boolean bgr) throws InvalidModelException {
    int channels = file.graph().input().channels();
    try {
      if (channels == InputChannels.GREY.count()) {
        sources.put("channels", "grey, from red, green and blue by the weights of ITU-R BT.601");
        return InputChannels.GREY.adapt(file);
      }
      if (bgr && channels == InputChannels.BGR.count()) {
        sources.put("channels", "blue, green, red");
        return InputChannels.BGR.adapt(file);
      }
      return file;
    } catch (MalformedWeightsException | InvalidGraphException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  private List<String> labels(int classes, List<String> own, String file)
      throws InvalidModelException, IOException {
    List<String> labels = own;
    String source = file;
    if (options.labels().isPresent()) {
      Path path = options.labels().get();
      labels = LabelFile.read(path);
      source = path.getFileName().toString();
    } else if (own.isEmpty()) {
      return labelsBeside(classes);
    }
    if (labels.size() != classes) {
      throw new InvalidModelException(
          "%s: expected one label for each of %d classes, found %d in %s"
              .formatted(where, classes, labels.size(), source));
    }
    sources.put("labels", source);
    return labels;
  }

  private List<String> labelsBeside(int classes) throws IOException {
    LabelsBeside beside = LabelsBeside.of(Path.of(where)).orElse(null);
    if (beside != null && beside.labels().size() == classes) {
      sources.put("labels", "%s, which is beside the model".formatted(beside.file()));
      return beside.labels();
    }
    String reason =
        beside == null
            ? "the file names no classes"
            : "%s beside the model holds %d labels for %d classes"
                .formatted(beside.file(), beside.labels().size(), classes);
    sources.put("labels", "LABEL_<index>, because %s; use --labels FILE".formatted(reason));
    return Labels.unnamed(classes);
  }
}
