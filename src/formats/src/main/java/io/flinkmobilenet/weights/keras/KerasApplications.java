package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.keras.KernelOrder;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights of MobileNetV1 and V2 with the names of Keras applications as those of a Hugging Face
 * checkpoint.
 *
 * @see <a href="https://keras.io/api/applications/mobilenet/">MobileNet, MobileNetV2, and
 *     MobileNetV3</a>
 */
public final class KerasApplications {
  private static final Pattern BLOCK =
      Pattern.compile("block_(\\d{1,3})_(expand|depthwise|project)");
  private static final Pattern PAIR = Pattern.compile("conv_(dw|pw)_(\\d{1,3})");
  private static final Map<String, String> PARTS =
      Map.of("expand", "expand_1x1", "depthwise", "conv_3x3", "project", "reduce_1x1");
  private static final Map<String, String> NORMALISATION =
      Map.of(
          "gamma", "weight",
          "beta", "bias",
          "moving_mean", "running_mean",
          "moving_variance", "running_var");

  private KerasApplications() {}

  /** Returns whether the names are those of MobileNetV1 or V2 in Keras applications. */
  public static boolean recognises(NamedTensors tensors) {
    return tensors.names().stream()
        .map(KerasApplications::layer)
        .anyMatch(layer -> layer.equals("expanded_conv_depthwise") || layer.equals("conv_dw_1"));
  }

  /**
   * Renames the tensors and reorders their values.
   *
   * @param tensors the weights as they are in the file
   * @param where name of the file in error messages
   * @throws WeightsException if a tensor is not one of these networks
   */
  public static NamedTensors huggingFace(NamedTensors tensors, String where)
      throws WeightsException {
    TensorTable table = new TensorTable(where);
    for (String name : tensors.names()) {
      String layer = layer(name);
      String variable = name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
      boolean norm = NORMALISATION.containsKey(variable);
      Optional<String> place = place(norm ? layer.replaceFirst("_(BN|bn)$|^bn_", "") : layer);
      if (place.isEmpty()) {
        throw new UnsupportedWeightsException(
            "%s: tensor %s: expected a layer of MobileNetV1 or V2, found another name"
                .formatted(where, name.length() > 80 ? name.substring(0, 80) + "…" : name));
      }
      Tensor tensor = tensors.tensor(name);
      if (place.get().equals("classifier")) {
        table.add("classifier." + (variable.equals("bias") ? "bias" : "weight"), dense(tensor));
      } else if (norm) {
        table.add(place.get() + ".normalization." + NORMALISATION.get(variable), tensor);
      } else {
        table.add(place.get() + ".convolution.weight", kernel(tensor, variable));
      }
    }
    return table;
  }

  private static String layer(String name) {
    String[] parts = name.split("/");
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  private static Optional<String> place(String layer) {
    Matcher block = BLOCK.matcher(layer);
    if (block.matches()) {
      int index = Integer.parseInt(block.group(1)) - 1;
      return Optional.of("mobilenet_v2.layer.%d.%s".formatted(index, PARTS.get(block.group(2))));
    }
    Matcher pair = PAIR.matcher(layer);
    if (pair.matches()) {
      int index = 2 * (Integer.parseInt(pair.group(2)) - 1);
      return Optional.of("mobilenet_v1.layer." + (pair.group(1).equals("dw") ? index : index + 1));
    }
    return Optional.ofNullable(
        switch (layer) {
          case "Conv1" -> "mobilenet_v2.conv_stem.first_conv";
          case "expanded_conv_depthwise" -> "mobilenet_v2.conv_stem.conv_3x3";
          case "expanded_conv_project" -> "mobilenet_v2.conv_stem.reduce_1x1";
          case "Conv_1" -> "mobilenet_v2.conv_1x1";
          case "conv1" -> "mobilenet_v1.conv_stem";
          case "predictions", "Logits", "conv_preds" -> "classifier";
          default -> null;
        });
  }

  /** Returns a kernel {@code [rows][columns][channels][filters]} with the filters first. */
  private static Tensor kernel(Tensor tensor, String variable) {
    Shape shape = tensor.shape();
    if (shape.rank() != 4 || shape.elements() == 0) {
      return tensor;
    }
    boolean depthwise = variable.startsWith("depthwise");
    int taps = shape.extent(0) * shape.extent(1);
    int channels = depthwise ? 1 : shape.extent(2);
    int filters = shape.elements() / taps / channels;
    Shape ordered = Shape.of(filters, channels, shape.extent(0), shape.extent(1));
    return new Tensor(ordered, KernelOrder.convolution(tensor.values(), taps, channels, filters));
  }

  /**
   * Returns weights {@code [inputs][outputs]}, also of a 1×1 convolution, with the outputs first.
   */
  private static Tensor dense(Tensor tensor) {
    Shape shape = tensor.shape();
    if (shape.rank() < 2 || shape.elements() == 0) {
      return tensor;
    }
    int outputs = shape.extent(shape.rank() - 1);
    int inputs = shape.elements() / outputs;
    return new Tensor(
        Shape.of(outputs, inputs), KernelOrder.convolution(tensor.values(), 1, inputs, outputs));
  }
}
