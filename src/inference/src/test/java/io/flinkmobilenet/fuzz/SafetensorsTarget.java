package io.flinkmobilenet.fuzz;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** Files of weights: read as safetensors, every tensor of them, and as a model's artifact. */
final class SafetensorsTarget implements FuzzTarget {
  @Override
  public String run(byte[] input) {
    return tensors(input) + ", " + artifact(input);
  }

  private static String tensors(byte[] input) {
    try {
      NamedTensors tensors = SafetensorsReader.read(input, "file");
      long elements = 0;
      for (String name : tensors.names()) {
        elements += tensors.tensor(name).values().length;
      }
      if (elements > input.length) {
        throw new AssertionError(elements + " elements in " + input.length + " bytes");
      }
      return "tensors";
    } catch (WeightsException e) {
      return Outcome.refused(e);
    }
  }

  private static String artifact(byte[] input) {
    try {
      ModelArtifact artifact = ModelArtifact.parse(input);
      return "a model of " + artifact.graph().nodes().size() + " nodes";
    } catch (InvalidModelException e) {
      return Outcome.refused(e);
    }
  }

  /** Some objects a tensor and a byte of JSON, and the layers of a network. */
  @Override
  public long mayAllocate(byte[] input) {
    return (1 << 20) + 256L * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() {
    byte[] typical =
        new SafetensorsWriter()
            .metadata("format", "pt")
            .tensor("a.weight", DType.F32, Shape.of(2, 2), ByteBuffer.allocate(16))
            .tensor("b", DType.F16, Shape.of(3), ByteBuffer.allocate(6))
            .tensor("c", DType.BF16, Shape.of(1, 1), ByteBuffer.allocate(2))
            .tensor("empty", DType.U8, Shape.of(0), ByteBuffer.allocate(0))
            .toBytes();
    byte[] golden =
        artifact()
            .metadata("golden_images", "[\"a.png\"]")
            .tensor("golden_images.0.image", DType.U8, Shape.of(3), ByteBuffer.allocate(3))
            .tensor("golden_images.0.logits", DType.F32, Shape.of(2), ByteBuffer.allocate(8))
            .toBytes();
    return List.of(typical, artifact().toBytes(), new SafetensorsWriter().toBytes(), golden);
  }

  private static SafetensorsWriter artifact() {
    return new SafetensorsWriter()
        .metadata("format", "pt")
        .metadata("artifact_version", "1")
        .metadata(
            "config",
            "{\"batch\":1,\"depth_divisible_by\":8,\"depth_multiplier\":0.35,"
                + "\"expand_ratio\":6,\"finegrained_output\":true,"
                + "\"first_layer_is_expansion\":true,\"layer_norm_eps\":0.001,"
                + "\"min_depth\":8,\"model_type\":\"mobilenet_v2\",\"tf_padding\":true}")
        .metadata(
            "preprocessor_config",
            "{\"crop_size\":{\"height\":32,\"width\":32},\"image_mean\":[0.5,0.5,0.5],"
                + "\"image_std\":[0.5,0.5,0.5],\"resample\":2,\"rescale_factor\":0.0039,"
                + "\"size\":{\"shortest_edge\":36}}")
        .metadata("labels", "[\"a\",\"b\"]")
        .tensor("classifier.bias", DType.F32, Shape.of(2), ByteBuffer.allocate(8));
  }
}
