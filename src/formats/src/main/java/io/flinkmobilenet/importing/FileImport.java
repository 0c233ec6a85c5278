package io.flinkmobilenet.importing;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.FileGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.InputChannels;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.model.CanonicalForm;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.LabelFile;
import io.flinkmobilenet.model.Labels;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the artifact of a network that a file describes. */
final class FileImport {
  private final ImportOptions options;
  private final String where;
  private final Map<String, String> sources = new TreeMap<>();

  /**
   * Creates an import.
   *
   * @param where what messages call the file
   */
  FileImport(ImportOptions options, String where) {
    this.options = options;
    this.where = where;
  }

  /**
   * Returns the artifact.
   *
   * @param title format and name of the file, for people
   * @param told what the file says of its preprocessing
   */
  ModelArtifact artifact(FileModel file, String title, PreprocessingChoice.Told told)
      throws InvalidModelException, IOException {
    sources.put("network", title);
    if (!file.notes().isEmpty()) {
      sources.put("notes", String.join(" ", file.notes()));
    }
    FeatureShape input = file.graph().input();
    PreprocessingChoice.Chosen chosen = PreprocessingChoice.of(options, input, told);
    sources.put("preprocessing", chosen.source());
    FileModel rgb = rgb(file, chosen.bgr());
    List<String> labels = labels(file, title);
    Configuration configuration = configuration(rgb.graph());
    return ModelArtifact.of(
        new CanonicalForm(
            new OnlyParameters(rgb.weights(), rgb.graph()),
            configuration,
            chosen.preprocessing(),
            labels,
            scores(file, labels),
            sources),
        where);
  }

  private static Scores scores(FileModel file, List<String> labels) {
    return labels.size() == 1 ? Scores.SIGMOID : file.scores();
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

  private List<String> labels(FileModel file, String title)
      throws InvalidModelException, IOException {
    int classes = file.graph().output(Plan.LOGITS).channels();
    List<String> labels = file.labels();
    String source = title;
    if (options.labels().isPresent()) {
      Path path = options.labels().get();
      labels = LabelFile.read(path);
      source = path.getFileName().toString();
    } else if (labels.isEmpty()) {
      sources.put("labels", "LABEL_<index>, because the file names no classes; use --labels FILE");
      return Labels.unnamed(classes);
    }
    if (labels.size() != classes) {
      throw new InvalidModelException(
          "%s: expected one label for each of %d classes, found %d in %s"
              .formatted(where, classes, labels.size(), source));
    }
    sources.put("labels", source);
    return labels;
  }
}
