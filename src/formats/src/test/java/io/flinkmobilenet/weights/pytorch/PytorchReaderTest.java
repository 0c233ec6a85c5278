package io.flinkmobilenet.weights.pytorch;

import static io.flinkmobilenet.weights.pytorch.TorchFiles.end;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.floats;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.stateDict;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PytorchReaderTest {
  private static final byte[] SIX = floats(0, 1, 2, 3, 4, 5);

  private static PickleWriter views() {
    return stateDict()
        .text("whole")
        .tensor("FloatStorage", "0", 6, 0, new int[] {2, 3}, new int[] {3, 1})
        .text("transposed")
        .tensor("FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3})
        .text("column")
        .tensor("FloatStorage", "0", 6, 1, new int[] {2}, new int[] {3})
        .text("scalar")
        .tensor("FloatStorage", "0", 6, 5, new int[0], new int[0])
        .text("empty")
        .tensor("FloatStorage", "0", 6, 0, new int[] {0, 3}, new int[] {3, 1});
  }

  private static void requireViews(PytorchTensors tensors) {
    assertThat(tensors.names()).containsExactly("whole", "transposed", "column", "scalar", "empty");
    assertThat(tensors.tensor("whole").values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(tensors.tensor("transposed").values()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(tensors.shape("transposed")).isEqualTo(Shape.of(3, 2));
    assertThat(tensors.tensor("column").values()).containsExactly(1, 4);
    assertThat(tensors.tensor("scalar").values()).containsExactly(5);
    assertThat(tensors.tensor("empty").values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"" + ZipEntry.STORED, "" + ZipEntry.DEFLATED})
  void readsViewsOfASharedStorage(int method) throws Exception {
    requireViews(PytorchReader.read(zip(end(views()), Map.of("data/0", SIX), method), "views.pth"));
  }

  @Test
  void readsTheFileOfOlderVersions() throws Exception {
    byte[] file = TorchFiles.legacy(end(views()), "0", SIX, 6);

    assertThat(PytorchReader.recognises(file)).isTrue();
    requireViews(PytorchReader.read(file, "views.pth"));
  }

  @ParameterizedTest
  @CsvSource({
    "HalfStorage, F16, 003c 00c0, 1, -2",
    "BFloat16Storage, BF16, 803f 00c0, 1, -2",
    "DoubleStorage, F32, 000000000000f03f 9a9999999999b93f, 1, 0.1",
    "LongStorage, I64, 0700000000000000 ffffffffffffffff, 7, -1",
    "IntStorage, I64, 07000000 ffffffff, 7, -1",
    "ShortStorage, I64, 0700 ffff, 7, -1",
    "CharStorage, I64, 07 ff, 7, -1",
    "ByteStorage, U8, 07 ff, 7, 255",
    "BoolStorage, U8, 01 00, 1, 0"
  })
  void readsEveryElementType(String storage, DType dtype, String hex, float first, float second)
      throws Exception {
    byte[] elements = HexFormat.of().parseHex(hex.replace(" ", ""));
    PickleWriter pickle =
        stateDict().text("a").tensor(storage, "0", 2, 0, new int[] {2}, new int[] {1});

    PytorchTensors tensors =
        PytorchReader.read(zip(end(pickle), Map.of("data/0", elements)), "file.pth");

    assertThat(tensors.dtype("a")).isEqualTo(dtype);
    assertThat(tensors.tensor("a").values()).containsExactly(first, second);
    assertThat(tensors.bytes("a").remaining()).isEqualTo(2 * dtype.bytes());
    assertThat(tensors.notes().isEmpty()).isEqualTo(!storage.equals("DoubleStorage"));
  }

  @Test
  void findsTheStateDictOfACheckpointAndTakesPrefixesOff() throws Exception {
    PickleWriter pickle = TorchFiles.pickle().op('}', '(');
    pickle.text("epoch").number(90);
    pickle.text("args").global("argparse", "Namespace").op(')', 0x81, '}', '(');
    pickle.text("lr").op('G').op(0x3f, 0xf0, 0, 0, 0, 0, 0, 0).op('u', 'b');
    pickle.text("best").global("numpy.core.multiarray", "scalar").op('(');
    pickle.global("numpy", "dtype").op('(').text("f8").op(0x89, 0x88, 't', 'R');
    pickle.op('C', 2, 0, 0).op('t', 'R');
    pickle.text("optimizer").op('}', '(').text("state").op('}');
    pickle.text("param_groups").op(']', 'u');
    pickle.text("state_dict").global("collections", "OrderedDict").op(')', 'R', '(');
    pickle.text("module._orig_mod.a");
    pickle.global("torch._utils", "_rebuild_parameter").op('(');
    pickle.tensor("FloatStorage", "0", 6, 0, new int[] {6}, new int[] {1});
    pickle.op(0x88).global("collections", "OrderedDict").op(')', 'R', 't', 'R');
    pickle.text("module._orig_mod.steps").number(4).op('u');
    pickle.text("ema").op('}').text("a");
    pickle.tensor("FloatStorage", "0", 6, 0, new int[] {1}, new int[] {1}).op('s', 'u');

    PytorchTensors tensors =
        PytorchReader.read(zip(pickle.stop(), Map.of("data/0", SIX)), "checkpoint.ckpt");

    assertThat(tensors.names()).containsExactly("a");
    assertThat(tensors.tensor("a").values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(tensors.notes())
        .containsExactly(
            "The weights are those of the entry \"state_dict\" of the checkpoint.",
            "The entry \"ema\" holds others.",
            "Values of the state dict that are no tensors were left out: 1.",
            "The prefix \"module.\" was taken off all names.",
            "The prefix \"_orig_mod.\" was taken off all names.");
  }

  @Test
  void keepsTheNamesOfAShard(@TempDir Path folder) throws Exception {
    PickleWriter pickle =
        stateDict().text("model.a").tensor("FloatStorage", "0", 6, 0, new int[] {6}, new int[] {1});
    Path file = folder.resolve("pytorch_model-00001-of-00002.bin");
    Files.write(file, zip(end(pickle), Map.of("data/0", SIX)));

    assertThat(PytorchReader.readShard(file).names()).containsExactly("model.a");
    assertThat(PytorchReader.read(file).names()).containsExactly("a");
  }

  @Test
  void readsTheOpcodesOfOtherProtocols() throws Exception {
    PickleWriter old = new PickleWriter().op('(', 'd').ascii("p0\n");
    old.op('S').ascii("'n'\n").op('I').ascii("01\n").op('s').op('V').ascii("m\n");
    old.op('L').ascii("12345678901234567890L\n").op('s').op('S').ascii("\"state_dict\"\n");
    old.op('(', 'd').op('V').ascii("a\n");
    old.tensor("FloatStorage", "0", 6, 0, new int[] {6}, new int[] {1}).op('s', 's');
    PickleWriter recent = new PickleWriter().op(0x80, 5, 0x95).int32(9).int32(0).op('}', 0x94);
    recent.op(0x8c, 1).ascii("a");
    recent.op(0x8c, 12).ascii("torch._utils").op(0x8c, 18).ascii("_rebuild_tensor_v2").op(0x93);
    recent.op('(').storage("FloatStorage", "0", 6).op('K', 0).op('K', 6, 0x85).op('K', 1, 0x85);
    recent.op(0x89, '}', 't', 'R', 's', 0x8f, '(', 'K', 1, 0x90, '0');

    for (PickleWriter pickle : new PickleWriter[] {old, recent}) {
      PytorchTensors tensors =
          PytorchReader.read(zip(pickle.stop(), Map.of("data/0", SIX)), "file.pth");
      assertThat(tensors.names()).containsExactly("a");
      assertThat(tensors.tensor("a").values()).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void recognisesItsFiles() {
    byte[] zip = zip(end(views()), Map.of("data/0", SIX));

    assertThat(PytorchReader.recognises(zip)).isTrue();
    assertThat(PytorchReader.recognises(Arrays.copyOf(zip, 60))).isTrue();
    assertThat(PytorchReader.recognises(Arrays.copyOf(zip, 20))).isFalse();
    assertThat(PytorchReader.recognises(new byte[0])).isFalse();
    assertThat(PytorchReader.recognises("\u0089HDF\r\n".getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "models/mobilenet_v2_0.35_96-untrained.pth, 314, features.0.0.weight",
    "other/resnet20-12fca82f.th, 97, conv1.weight",
    "other/cifar10_shufflenetv2_x0_5-1308b4e9.pt, 338, conv1.0.weight",
    "other/4_0_0_80x80_MiniFASNetV1SE.pth, 370, conv1.conv.weight"
  })
  void readsOtherPeoplesFiles(String name, int count, String first) throws Exception {
    Path file = Reference.require().resolve(name);

    PytorchTensors tensors = PytorchReader.read(file);

    assertThat(PytorchReader.recognises(Arrays.copyOf(Files.readAllBytes(file), 1024))).isTrue();
    assertThat(tensors.names().iterator().next()).isEqualTo(first);
    assertThat(tensors.names()).hasSize(count);
    for (String tensor : tensors.names()) {
      for (float value : tensors.tensor(tensor).values()) {
        assertThat(Float.isFinite(value)).as(tensor).isTrue();
      }
      ByteBuffer bytes = tensors.bytes(tensor);
      assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
