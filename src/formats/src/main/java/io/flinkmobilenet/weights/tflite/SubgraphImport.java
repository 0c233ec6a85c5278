package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.ClassifierGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the graph of a subgraph, operator by operator. */
final class SubgraphImport {
  private final String where;
  private final Subgraph subgraph;
  private final Metadata metadata;
  private final GraphImport graph;
  private final StoredTensors stored;
  private final InputImage image;
  private final Map<Integer, ImportedValue> values = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  SubgraphImport(String where, Subgraph subgraph, Metadata metadata, ReadOptions options)
      throws WeightsException {
    this.where = where;
    this.subgraph = subgraph;
    this.metadata = metadata;
    graph = new GraphImport(where, true);
    stored = new StoredTensors(where, options.dequantise(), notes);
    image = new InputImage(where, subgraph, options);
  }

  FileModel read() throws WeightsException {
    int output = output();
    List<OperatorInfo> needed = NeededOperators.of(subgraph, output, image.index(), where);
    stored.requireAllowed(image.tensor());
    values.put(image.index(), image.add(graph));
    for (OperatorInfo operator : needed) {
      convert(operator);
    }
    return end(output);
  }

  private int output() throws WeightsException {
    int[] outputs = subgraph.outputs();
    if (outputs.length == 0) {
      throw new MalformedWeightsException(where + ": subgraph: expected an output, found none");
    }
    if (outputs.length > 1) {
      notes.add(
          "Of %d outputs, the first one, %s, is taken as the scores of the classes."
              .formatted(
                  outputs.length, UniqueNames.line(subgraph.tensors().get(outputs[0]).name())));
    }
    return outputs[0];
  }

  private void convert(OperatorInfo operator) throws WeightsException {
    for (int input : operator.inputs()) {
      if (input >= 0 && !values.containsKey(input)) {
        addConstant(input);
      }
    }
    try {
      OperatorInputs inputs = new OperatorInputs(operator, subgraph, values, graph);
      List<ImportedValue> results = OperatorConversions.convert(inputs);
      for (int i = 0; i < Math.min(results.size(), operator.outputs().length); i++) {
        values.put(operator.outputs()[i], results.get(i));
      }
    } catch (InvalidGraphException e) {
      Throwable own = e.getCause() instanceof RuntimeException ? e.getCause() : e;
      throw unsupported(operator, own.getMessage());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw unsupported(operator, e.getMessage());
    }
  }

  private void addConstant(int index) throws WeightsException {
    TensorInfo tensor = subgraph.tensors().get(index);
    if (tensor.constant()) {
      ConstantTensor constant = stored.decode(tensor);
      values.put(index, constant);
    }
  }

  private UnsupportedWeightsException unsupported(OperatorInfo operator, String message) {
    return new UnsupportedWeightsException(
        "%s: %s: %s".formatted(where, operator.title(), message));
  }

  private FileModel end(int output) throws WeightsException {
    if (!(values.get(output) instanceof MapValue last)) {
      throw new UnsupportedWeightsException(
          where + ": output: expected scores that depend on the image, found a constant");
    }
    try {
      ClassifierGraph classifier = ClassifierGraph.of(graph.builder(), graph.result(last));
      int classes = classifier.graph().output("logits").channels();
      return new FileModel(
          classifier.graph(),
          graph.weights(classifier.graph()),
          classifier.scores(),
          labels(classes),
          normalisation(),
          notes);
    } catch (InvalidGraphException e) {
      throw new UnsupportedWeightsException(where + ": " + e.getMessage());
    }
  }

  private List<String> labels(int classes) {
    List<String> labels = metadata.labels();
    if (!labels.isEmpty() && labels.size() != classes) {
      notes.add(
          "The file names %d labels for %d classes; they are not used."
              .formatted(labels.size(), classes));
      return List.of();
    }
    return labels;
  }

  private Optional<InputNormalisation> normalisation() {
    return metadata.normalisation().isPresent()
        ? metadata.normalisation()
        : image.normalisation(notes);
  }
}
