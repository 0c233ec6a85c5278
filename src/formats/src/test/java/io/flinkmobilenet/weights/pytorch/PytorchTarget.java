package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.statedict.StateDictNetwork;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;

/**
 * Files of PyTorch: as they are, and the same bytes as the pickle of an archive and of an older
 * file, which a fuzzer hardly puts together. Tensors are decoded, and their network is looked for.
 */
public final class PytorchTarget implements FuzzTarget {
  /**
   * Decoded tensors per file: a deflated storage that many share is as long as a thousand files.
   */
  private static final int DECODED = 4;

  private static final ImageSize SIZE = new ImageSize(32, 32);

  @Override
  public String run(byte[] input) {
    String own = outcome(input);
    String archive = outcome(TorchFiles.zip(input, Map.of("data/0", new byte[64])));
    return own + ", " + archive + ", " + outcome(TorchFiles.legacy(input, "0", new byte[24], 6));
  }

  private static String outcome(byte[] file) {
    PytorchReader.recognises(file);
    try {
      PytorchTensors tensors = PytorchReader.read(file, "file");
      tensors.names().stream().limit(DECODED).forEach(tensors::tensor);
      StateDictNetwork.recognise(tensors, "file", Optional.of("resnet_cifar"), SIZE);
      return "a network";
    } catch (WeightsException e) {
      if (e.getMessage().lines().count() != 1 || e.getMessage().length() > 4000) {
        throw new AssertionError("expected one line, found " + e.getMessage(), e);
      }
      return Outcome.refused(e);
    }
  }

  /**
   * Objects of a hundred bytes a byte of the pickle, read three times; entries that are deflated,
   * and the tensors in them.
   */
  @Override
  public long mayAllocate(byte[] input) {
    return (4 << 20) + 1_000L * input.length + 30L * 1032 * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() {
    byte[] floats = TorchFiles.floats(0, 1, 2, 3, 4, 5);
    byte[] views =
        TorchFiles.end(
            TorchFiles.stateDict()
                .text("module.a")
                .tensor("FloatStorage", "0", 6, 0, new int[] {2, 3}, new int[] {3, 1})
                .text("module.b")
                .tensor("FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3}));
    byte[] checkpoint =
        TorchFiles.pickle()
            .op('}', '(')
            .text("args")
            .global("argparse", "Namespace")
            .op(')', 0x81, '}', 'b')
            .text("state_dict")
            .op('}')
            .text("linear.bias")
            .tensor("DoubleStorage", "0", 3, 1, new int[] {2}, new int[] {1})
            .op('s', 'u')
            .stop();
    byte[] old =
        new PickleWriter()
            .ascii("(dp0\nS'n'\nI01\nsV" + "m\nL12L\nsF1.5\ng0\n(lp1\n")
            .global("os", "system")
            .stop();
    byte[] recent =
        new PickleWriter()
            .op(0x80, 5, 0x95)
            .int32(9)
            .int32(0)
            .op('}', 0x94, 0x8c, 1, 'a', 'K', 1, 'K', 2, 0x86, 's', 0x8f, '(', 'K', 1, 0x90, '0')
            .stop();
    return List.of(
        views,
        checkpoint,
        old,
        recent,
        TorchFiles.zip(views, Map.of("data/0", floats)),
        TorchFiles.zip(checkpoint, Map.of("data/0", floats), ZipEntry.DEFLATED),
        TorchFiles.legacy(views, "0", floats, 6));
  }
}
