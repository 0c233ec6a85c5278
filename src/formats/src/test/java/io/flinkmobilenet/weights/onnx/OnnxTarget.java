package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.weights.FuzzedModel;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fuzzes ONNX files. */
public final class OnnxTarget implements FuzzTarget {
  private static final ReadOptions OPTIONS =
      new ReadOptions(Optional.of(new ImageSize(9, 7)), true);

  @Override
  public String run(byte[] input) throws IOException {
    try {
      return FuzzedModel.check(OnnxReader.read(input, "file", null, OPTIONS), input);
    } catch (WeightsException e) {
      return Outcome.refused(e);
    }
  }

  /** Limit: the computed constants, and some objects per byte of a node. */
  @Override
  public long mayAllocate(byte[] input) {
    return (48 << 20) + 8192L * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>(List.of(OnnxBytes.typical()));
    for (String name :
        List.of("hswish1", "megvii", "pad_axes", "shape_flatten", "resize_lin", "softmax9")) {
      try (InputStream in = OnnxTarget.class.getResourceAsStream("operators/" + name + ".onnx")) {
        seeds.add(in.readAllBytes());
      }
    }
    return seeds;
  }
}
