package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.weights.FuzzedModel;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fuzzes TensorFlow Lite files. */
public final class TfLiteTarget implements FuzzTarget {
  private static final ReadOptions OPTIONS = new ReadOptions(Optional.empty(), true);

  @Override
  public String run(byte[] input) {
    try {
      return FuzzedModel.check(TfLiteReader.read(input, "file", OPTIONS), input);
    } catch (WeightsException e) {
      return Outcome.refused(e);
    }
  }

  /** Limit: the unpacked labels, and some objects per byte of a table, which several may share. */
  @Override
  public long mayAllocate(byte[] input) {
    return (32 << 20) + 8192L * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() {
    TfLiteBytes file = new TfLiteBytes();
    file.metadata(TfLiteBytes.metadata("l", new float[] {127.5f}, new float[] {127.5f}));
    TfLiteBytes.typical(file);
    byte[] attached = TfLiteBytes.attached(file.toBytes(0, file.last()), "l", "a\nb");
    List<byte[]> seeds = new ArrayList<>(List.of(attached));
    for (String name : List.of("half", "hard_swish_parts", "shuffle", "split", "pad_pool")) {
      seeds.add(TfLiteCases.all().get(name));
    }
    return seeds;
  }
}
