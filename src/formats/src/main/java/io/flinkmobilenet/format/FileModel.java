package io.flinkmobilenet.format;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.List;
import java.util.Optional;

/**
 * A network and what else a file says of it.
 *
 * @param graph the network, with an output {@code logits}
 * @param weights at least the parameters of the graph, with their names and shapes
 * @param scores the function from logits to probabilities with which the network of the file ended
 * @param labels names of the classes; empty if the file names none
 * @param normalisation normalisation of the input's pixels, if the file tells one
 * @param cropped whether the program that wrote the file crops images to the network's aspect ratio
 * @param notes what a user should know of the conversion, one sentence each
 */
public record FileModel(
    Graph graph,
    NamedTensors weights,
    Scores scores,
    List<String> labels,
    Optional<InputNormalisation> normalisation,
    boolean cropped,
    List<String> notes) {
  /** Copies the lists. */
  public FileModel {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
  }

  /** Creates the content of a file that does not say how images get the network's size. */
  public FileModel(
      Graph graph,
      NamedTensors weights,
      Scores scores,
      List<String> labels,
      Optional<InputNormalisation> normalisation,
      List<String> notes) {
    this(graph, weights, scores, labels, normalisation, false, notes);
  }

  /** Returns the same content for a program that crops images. */
  public FileModel withCrop() {
    return new FileModel(graph, weights, scores, labels, normalisation, true, notes);
  }

  /** Returns the same content with other names of the classes. */
  public FileModel withLabels(List<String> names) {
    return new FileModel(graph, weights, scores, names, normalisation, cropped, notes);
  }

  /** Returns the content of a file that says nothing of labels and normalisation. */
  public static FileModel of(ClassifierGraph classifier, NamedTensors weights) {
    return new FileModel(
        classifier.graph(), weights, classifier.scores(), List.of(), Optional.empty(), List.of());
  }
}
