package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.List;
import java.util.Set;

/** The image, which is the one input that is no weight. */
final class ImageSetup {
  private static final int LARGEST = 1 << 15;

  private final String where;
  private final ReadOptions options;
  private final ValueInfo input;
  private final List<String> notes;

  /**
   * Finds the image.
   *
   * @param weights names of the weights, which old files list as inputs as well
   * @param notes receives what a user should know
   */
  ImageSetup(
      String where, ModelProto model, Set<String> weights, ReadOptions options, List<String> notes)
      throws UnsupportedWeightsException {
    List<ValueInfo> inputs =
        model.inputs().stream().filter(found -> !weights.contains(found.name())).toList();
    if (inputs.size() != 1) {
      throw new UnsupportedWeightsException(
          "%s: inputs: expected one image, found %s"
              .formatted(
                  where, inputs.stream().limit(8).map(i -> UniqueNames.line(i.name())).toList()));
    }
    this.where = where;
    this.options = options;
    this.notes = notes;
    input = inputs.get(0);
  }

  String name() {
    return input.name();
  }

  /** Returns the number of images for which the file is made; less than 1 if it is open. */
  long batch() {
    return input.extents().get(0);
  }

  MapValue add(GraphImport graph) throws UnsupportedWeightsException {
    List<Long> extents = input.extents();
    boolean image = input.tensor() && extents.size() == 4;
    boolean first = image && isDepth(extents.get(1));
    boolean last = image && !first && isDepth(extents.get(3));
    if (!first && !last) {
      throw refusal(
          "an image [N, 1 or 3, H, W] or [N, H, W, 1 or 3]",
          brief(extents.stream().limit(16).toList()));
    }
    if (extents.get(0) > 1) {
      notes.add("The file is made for %d images at once; it runs one.".formatted(extents.get(0)));
    }
    int height = extent(extents.get(last ? 1 : 2), true);
    int width = extent(extents.get(last ? 2 : 3), false);
    int depth = extents.get(last ? 3 : 1).intValue();
    try {
      return graph.image(height, width, depth, last);
    } catch (InvalidGraphException e) {
      throw refusal("an image", e.getMessage());
    }
  }

  private static boolean isDepth(long extent) {
    return extent == 1 || extent == 3;
  }

  private int extent(long found, boolean height) throws UnsupportedWeightsException {
    if (found == ValueInfo.OPEN) {
      if (options.image().isEmpty()) {
        throw refusal(
            "the size of the image, which the file leaves open; give it with --crop",
            brief(input.extents()));
      }
      ReadOptions.ImageSize size = options.image().get();
      return height ? size.height() : size.width();
    }
    if (found < 1 || found > LARGEST) {
      throw refusal("1 to %d rows and columns".formatted(LARGEST), brief(input.extents()));
    }
    return (int) found;
  }

  private static String brief(List<Long> extents) {
    return extents.toString().replace("-1", "open");
  }

  private UnsupportedWeightsException refusal(String expected, String found) {
    return new UnsupportedWeightsException(
        "%s: input %s: expected %s, found %s"
            .formatted(where, UniqueNames.line(name()), expected, found));
  }
}
