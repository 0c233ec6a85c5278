package io.flinkmobilenet.keras;

import io.flinkmobilenet.format.ClassifierGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.Optional;

/** Converts a model of Keras and its weights to a network. */
public final class KerasGraph {
  private KerasGraph() {}

  /**
   * Converts a model.
   *
   * @param model the model
   * @param weights its weights
   * @param kerasThree whether Keras 3 or newer wrote it; {@code hard_sigmoid} changed with it
   * @param options size of the image, for a model that leaves it open
   * @param where name of the file in error messages
   * @throws WeightsException if a layer is not supported, or if weights do not fit
   */
  public static FileModel convert(
      KerasModel model, WeightSource weights, boolean kerasThree, ReadOptions options, String where)
      throws WeightsException {
    GraphAssembly assembly = new GraphAssembly(where, kerasThree, weights.assign(model));
    try {
      List<Integer> extents = new ImageExtents(where, options).of(model);
      LayerValue image = image(assembly, extents);
      LayerValue result = new ModelConverter(assembly).convert(model, image);
      int last = assembly.node(result, "result", new LayerConfig(where, last(model)));
      ClassifierGraph classifier = ClassifierGraph.of(assembly.builder(), last);
      Optional<InputNormalisation> normalisation =
          assembly.pixels().of(assembly.builder().shape(0).channels());
      return new FileModel(
          classifier.graph(),
          assembly.table(),
          classifier.scores(),
          List.of(),
          normalisation,
          List.copyOf(assembly.notes()));
    } catch (InvalidGraphException e) {
      throw new UnsupportedWeightsException(where + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new UnsupportedWeightsException(where + ": model: " + e.getMessage());
    }
  }

  private static LayerValue image(GraphAssembly assembly, List<Integer> extents) {
    int channels = extents.get(2);
    assembly.builder().image(extents.get(0), extents.get(1), channels);
    return new LayerValue(0, extents.subList(3, extents.size()), 0);
  }

  private static KerasLayer last(KerasModel model) {
    return model.layers().get(model.layers().size() - 1);
  }
}
