package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The image, which is the one input. */
final class InputImage {
  private static final int SIGNED_OFFSET = 128;

  private final String where;
  private final ReadOptions options;
  private final int index;
  private final TensorInfo tensor;

  InputImage(String where, Subgraph subgraph, ReadOptions options)
      throws UnsupportedWeightsException {
    if (subgraph.inputs().length != 1) {
      throw new UnsupportedWeightsException(
          "%s: inputs: expected one image, found %d".formatted(where, subgraph.inputs().length));
    }
    this.where = where;
    this.options = options;
    index = subgraph.inputs()[0];
    tensor = subgraph.tensors().get(index);
  }

  int index() {
    return index;
  }

  TensorInfo tensor() {
    return tensor;
  }

  MapValue add(GraphImport graph) throws UnsupportedWeightsException {
    int[] extents = tensor.extents();
    boolean image = extents.length == 4 && extents[0] == 1 && (extents[3] == 1 || extents[3] == 3);
    if (!image) {
      throw refusal(
          "one image [1, H, W, 1 or 3]",
          Arrays.toString(Arrays.copyOf(extents, Math.min(16, extents.length))));
    }
    int[] signature = tensor.signature();
    boolean open = signature.length == 4 && (signature[1] < 0 || signature[2] < 0);
    if (open && options.image().isPresent()) {
      ReadOptions.ImageSize size = options.image().get();
      boolean same = size.height() == extents[1] && size.width() == extents[2];
      if (!same) {
        throw refusal(
            "an image of %d×%d, for which its operators are made".formatted(extents[1], extents[2]),
            "%d×%d".formatted(size.height(), size.width()));
      }
    }
    try {
      return graph.image(extents[1], extents[2], extents[3], true);
    } catch (InvalidGraphException e) {
      throw refusal("an image", e.getMessage());
    }
  }

  /** Returns the normalisation that the scale of quantised pixels is. */
  Optional<InputNormalisation> normalisation(List<String> notes) {
    StoredType type = StoredType.of(tensor.type());
    boolean octets = type == StoredType.UINT8 || type == StoredType.INT8;
    if (!octets || tensor.scales().length != 1 || tensor.zeros().length > 1) {
      return Optional.empty();
    }
    long zero = tensor.zeros().length == 0 ? 0 : tensor.zeros()[0];
    float mean = type == StoredType.INT8 ? zero + SIGNED_OFFSET : zero;
    float std = 1 / tensor.scales()[0];
    if (!Float.isFinite(std) || std == 0) {
      return Optional.empty();
    }
    notes.add("The normalisation is that of the quantised input.");
    float[] means = {mean, mean, mean};
    float[] stds = {std, std, std};
    return Optional.of(new InputNormalisation(1, means, stds));
  }

  private UnsupportedWeightsException refusal(String expected, String found) {
    return new UnsupportedWeightsException(
        "%s: input %s: expected %s, found %s"
            .formatted(where, UniqueNames.line(tensor.name()), expected, found));
  }
}
