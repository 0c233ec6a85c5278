package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.ClassifierGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the graph of a model, node by node. */
final class ModelImport {
  private static final int OLDEST_OPERATORS = 7;
  private static final int NEWEST_OPERATORS = 28;

  private final String where;
  private final ModelProto model;
  private final TensorDecoder decoder;
  private final ReadOptions options;
  private final GraphImport graph;
  private final Folding folding = new Folding();
  private final Map<String, ImportedValue> values = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private long batch;

  ModelImport(String where, ModelProto model, ExternalData outside, ReadOptions options) {
    this.where = where;
    this.model = model;
    this.options = options;
    decoder = new TensorDecoder(where, outside);
    graph = new GraphImport(where, false);
  }

  FileModel read() throws WeightsException, IOException {
    requireOperatorSet();
    for (TensorProto tensor : model.initializers()) {
      ConstantTensor weights = decoder.decode(tensor, tensor.name());
      if (values.putIfAbsent(tensor.name(), weights) != null) {
        throw new MalformedWeightsException(
            "%s: tensor %s: expected a name of its own, found it twice"
                .formatted(where, UniqueNames.line(tensor.name())));
      }
    }
    String output = output();
    ImageSetup image = new ImageSetup(where, model, values.keySet(), options, notes);
    values.put(image.name(), image.add(graph));
    batch = image.batch();
    for (NodeProto node : NodeOrder.of(model.nodes(), values.keySet(), output, where)) {
      convert(node);
    }
    return end(output);
  }

  private void requireOperatorSet() throws UnsupportedWeightsException {
    long version = model.operatorSet();
    if (version < OLDEST_OPERATORS || version > NEWEST_OPERATORS) {
      throw new UnsupportedWeightsException(
          "%s: operator set: expected version %d to %d, found %s"
              .formatted(
                  where, OLDEST_OPERATORS, NEWEST_OPERATORS, version == 0 ? "none" : version));
    }
  }

  private String output() throws MalformedWeightsException {
    if (model.outputs().isEmpty()) {
      throw new MalformedWeightsException(where + ": graph: expected an output, found none");
    }
    String output = model.outputs().get(0).name();
    if (model.outputs().size() > 1) {
      notes.add(
          "Of %d outputs, the first one, %s, is taken as the scores of the classes."
              .formatted(model.outputs().size(), UniqueNames.line(output)));
    }
    return output;
  }

  private void convert(NodeProto node) throws WeightsException, IOException {
    try {
      NodeInputs inputs = new NodeInputs(node, values, model.operatorSet(), graph, batch);
      List<ImportedValue> results = results(node, inputs);
      for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
        values.put(node.outputs().get(i), results.get(i));
      }
      if (results.size() < node.outputs().size()) {
        // Masks and indices, which only training reads; a reader of one is refused.
        node.outputs().stream().skip(results.size()).forEach(values::remove);
      }
    } catch (InvalidGraphException e) {
      Throwable own = e.getCause() instanceof RuntimeException ? e.getCause() : e;
      throw unsupported(node, own.getMessage());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw unsupported(node, e.getMessage());
    }
  }

  private List<ImportedValue> results(NodeProto node, NodeInputs inputs)
      throws WeightsException, IOException {
    if (node.domain().isEmpty()) {
      if (node.operator().equals("Constant")) {
        return List.of(constant(node, inputs));
      }
      if (node.operator().equals("ConstantOfShape")) {
        return List.of(Folding.filled(inputs, element(node)));
      }
      if (Quantisation.isPartOf(node.operator())) {
        return List.of(Quantisation.undone(inputs, options.dequantise(), notes));
      }
      Optional<List<ImportedValue>> folded = folding.fold(inputs);
      if (folded.isPresent()) {
        return folded.get();
      }
      Conversion conversion = Conversions.of(node.operator());
      if (conversion != null) {
        return conversion.convert(inputs);
      }
    }
    throw unsupported(node, "expected an operator that a graph can express, found this one");
  }

  private ConstantTensor constant(NodeProto node, NodeInputs inputs)
      throws WeightsException, IOException {
    AttributeProto value = node.attributes().get("value");
    String name = node.outputs().isEmpty() ? node.name() : node.outputs().get(0);
    return value != null && value.tensor() != null
        ? decoder.decode(value.tensor(), name)
        : Folding.constant(name, inputs);
  }

  private ConstantTensor element(NodeProto node) throws WeightsException, IOException {
    AttributeProto value = node.attributes().get("value");
    return value != null && value.tensor() != null
        ? decoder.decode(value.tensor(), "value")
        : ConstantTensor.vector("value", 1, index -> 0);
  }

  private UnsupportedWeightsException unsupported(NodeProto node, String message) {
    return new UnsupportedWeightsException("%s: %s: %s".formatted(where, node.title(), message));
  }

  private FileModel end(String output) throws WeightsException {
    if (!(values.get(output) instanceof MapValue last)) {
      throw new UnsupportedWeightsException(
          "%s: output %s: expected scores that depend on the image, found a constant"
              .formatted(where, UniqueNames.line(output)));
    }
    try {
      ClassifierGraph classifier = ClassifierGraph.of(graph.builder(), graph.result(last));
      FileModel read = FileModel.of(classifier, graph.weights(classifier.graph()));
      return new FileModel(
          read.graph(), read.weights(), read.scores(), List.of(), Optional.empty(), notes);
    } catch (InvalidGraphException e) {
      throw new UnsupportedWeightsException(where + ": " + e.getMessage());
    }
  }
}
