package io.flinkmobilenet.weights.pytorch;

import static io.flinkmobilenet.weights.pytorch.TorchFiles.end;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.floats;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.pickle;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.stateDict;
import static io.flinkmobilenet.weights.pytorch.TorchFiles.zip;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that ask for what no state dict needs; each is refused in one line. */
class HostilePytorchTest {
  private static void refuses(byte[] file, String message) {
    assertThatThrownBy(() -> PytorchReader.read(file, "file.pth"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("file.pth: ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private static void refusesPickle(PickleWriter pickle, String message) {
    byte[] bytes = pickle.stop();
    refuses(zip(bytes, Map.of()), message);
    refuses(TorchFiles.legacy(bytes), message);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "nt, system",
    "builtins, eval",
    "builtins, getattr",
    "__builtin__, exec",
    "subprocess, Popen",
    "functools, partial",
    "operator, attrgetter",
    "torch.hub, load",
    "torch._utils, _import_dotted_name",
    "numpy.testing, runstring",
    "models.resnet, ResNet",
    "__main__, Network"
  })
  void aCallOfAnythingElseIsRefusedByItsName(String module, String name) {
    String message = "found the Python object " + module + "." + name + " (";
    refusesPickle(pickle().global(module, name).op('(').text("echo harm").op('t', 'R'), message);
    refusesPickle(
        pickle()
            .op(0x8c, module.length())
            .ascii(module)
            .op(0x8c, name.length())
            .ascii(name)
            .op(0x93, ')', 'R'),
        message);
    refusesPickle(
        pickle().op('(').text("echo").op('i').ascii(module + "\n" + name + "\n"), message);
    refusesPickle(
        pickle()
            .global("collections", "OrderedDict")
            .op(')', 'R')
            .text("a")
            .global(module, name)
            .op('s'),
        message);
  }

  @Test
  void aWholeNetworkIsRefusedWithAdvice() {
    refusesPickle(
        pickle().global("torch.nn.modules.container", "Sequential").op(')', 0x81),
        "expected the state dict of a network, found a whole network, made of"
            + " torch.nn.modules.container.Sequential (to leave Python's own objects out, save the"
            + " weights alone: torch.save(model.state_dict(), FILE))");
  }

  @ParameterizedTest
  @CsvSource({
    "torch._utils, _rebuild_qtensor",
    "torch._utils, _rebuild_sparse_tensor",
    "torch, ComplexFloatStorage",
    "torch, QInt8Storage",
    "torch, float8_e4m3fn"
  })
  void tensorsOfOtherKindsAreRefused(String module, String name) {
    refusesPickle(
        pickle().global(module, name),
        "expected dense tensors of floats, integers or truth values, found " + module + "." + name);
  }

  @Test
  void aChainOfCallsIsRefused() {
    refusesPickle(
        pickle().global("argparse", "Namespace").op(')', 'R', ')', 'R'),
        "expected the name of a function to call, found an object of argparse.Namespace");
    refusesPickle(
        pickle().global("torch", "FloatStorage").op(')', 'R'),
        "found a call of torch.FloatStorage");
    refusesPickle(
        pickle()
            .global("torch._tensor", "_rebuild_from_type_v2")
            .op('(')
            .global("torch._tensor", "_rebuild_from_type_v2")
            .op('N', ')', 't', 'R'),
        "expected a function of torch._utils");
  }

  @Test
  void tuplesThatDoubleWithEachLineTakeNoTime() {
    PickleWriter bomb = pickle().op(')', 'q', 0);
    for (int level = 1; level < 150; level++) {
      bomb.op('h', level - 1, 'h', level - 1, 0x86, 'q', level);
    }
    refusesPickle(
        bomb, "expected a state dict, a dictionary of tensors, found a tuple of 2 values");
    PickleWriter keys = pickle().op('}', ')', 'q', 0);
    for (int level = 1; level < 150; level++) {
      keys.op('h', level - 1, 'h', level - 1, 0x86, 'q', level);
    }
    refusesPickle(keys.op('N', 's'), "");
  }

  @Test
  void copiesOfALongListTakeNoMemory() {
    for (String type : new String[] {"list", "set", "dict"}) {
      PickleWriter bomb =
          pickle().global("builtins", type).op('q', 0).op(type.equals("dict") ? '}' : ']');
      bomb.op('q', 1, '(');
      for (int item = 0; item < 20_000; item++) {
        bomb.number(item);
      }
      bomb.op(type.equals("dict") ? 'u' : 'e', '0');
      for (int copy = 0; copy < 20_000; copy++) {
        bomb.op('h', 0, 'h', 1, 0x85, 'R');
      }
      refusesPickle(bomb, "expected at most 1048576 values that are copied, found more");
    }
    refusesPickle(
        pickle().global("timm", "a".repeat(300)), "expected a name of at most 200 letters");
  }

  @Test
  void deepNestingIsRefused() {
    PickleWriter marks = pickle();
    PickleWriter tuples = pickle().op(')');
    for (int level = 0; level < 10_000; level++) {
      marks.op('(');
      tuples.op(0x85);
    }
    refusesPickle(marks, "expected at most 200 levels of nesting, found more");
    refusesPickle(tuples, "expected at most 200 levels of nesting, found more");
  }

  @Test
  void aDictionaryWithinItselfIsRefused() {
    refusesPickle(
        pickle().op('}', 'q', 0).text("model").op('h', 0, 's'),
        "found a dictionary without tensors, with the keys model");
  }

  @Test
  void longNumbersAndTextsAreRefusedBeforeTheyAreRead() {
    refusesPickle(
        pickle().op(0x8b).int32(Integer.MAX_VALUE),
        "expected number of at most 256 bytes, found 2147483647 bytes");
    refusesPickle(pickle().op(0x8b).int32(Integer.MIN_VALUE), "expected number of at most 256");
    refusesPickle(pickle().op('X').int32(-1), "expected text of at most 1048576 bytes");
    refusesPickle(
        pickle().op(0x8e).int32(-1).int32(-1), "expected 18446744073709551615 more bytes");
    refusesPickle(pickle().op('V').ascii("a".repeat(2_000_000) + "\n"), "a line of at most");
    refusesPickle(pickle().op(')', 'r').int32(-1), "expected an index of the memo below 2^31");
  }

  @Test
  void brokenPicklesAreRefused() {
    refusesPickle(pickle().op('R'), "expected a value on the stack, found none");
    refusesPickle(pickle().op('t'), "expected a mark on the stack, found none");
    refusesPickle(pickle().op('h', 3), "expected a value in the memo, found none at index 3");
    refusesPickle(pickle().op(0xff), "expected an opcode of a pickle, found byte 255");
    refusesPickle(pickle().op('(', '}', 'u'), "expected a value on the stack");
    refusesPickle(pickle().op('}', '(', 'N', 'u'), "expected a value for every key");
    refusesPickle(new PickleWriter().op(0x80, 6), "expected pickle protocol 0 to 5, found 6");
    refusesPickle(pickle().op(0x82, 1), "the code of an extension registry");
    refusesPickle(pickle().op('(', 't', 'Q'), "expected an identifier of a storage");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3:3, 3:1, 'at most the 6 elements of 0 in a tensor of size [3, 3], found 9'",
    "0, 2:3, 4:1, 'expected elements within storage 0 of 6 × float32, found size [2, 3]'",
    "1, 6, 1, 'expected elements within storage 0 of 6 × float32, found size [6]'",
    "7, 1, 1, 'expected an offset within storage 0 of 6 × float32, found 7'",
    "-1, 1, 1, 'expected offset of a tensor from 0 to 2^31 - 1, found number -1'",
    "5, 2, -1, 'expected strides of a tensor from 0 to 2^31 - 1, found number -1'",
    "0, -2, 1, 'expected size of a tensor from 0 to 2^31 - 1, found number -2'",
    "0, 2147483647:2147483647, 0:0, a view that repeats elements",
    "0, 2147483647:2147483647:0, 1:1:1, 'fewer than 2^31 elements'",
    "0, 2, 2147483647, 'expected elements within'",
    "0, 2:3, 1, 'expected as many strides as extents'",
    "0, 1:1:1:1:1:1:1:1:1, 1:1:1:1:1:1:1:1:1, 'at most 8'"
  })
  void viewsOutsideTheirStorageAreRefused(int offset, String size, String strides, String message) {
    PickleWriter pickle =
        stateDict().text("a").tensor("FloatStorage", "0", 6, offset, ints(size), ints(strides));
    refuses(zip(end(pickle), Map.of("data/0", new byte[24])), message);
  }

  private static int[] ints(String list) {
    return Arrays.stream(list.split(":")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void aStorageShorterThanItsTensorsIsRefused() {
    byte[] pickle =
        end(stateDict().text("a").tensor("FloatStorage", "0", 6, 0, ints("6"), ints("1")));
    refuses(
        zip(pickle, Map.of("data/0", new byte[23])),
        "entry archive/data/0: expected 24 bytes for storage 0 of 6 × float32, found 23");
    refuses(zip(pickle, Map.of()), "expected an entry archive/data/0 for storage 0");
    refuses(TorchFiles.legacy(pickle, "0", new byte[23], 6), "expected 24 more bytes, found 23");
    refuses(TorchFiles.legacy(pickle, "0", new byte[24], 5), "found 5 elements");
    refuses(TorchFiles.legacy(pickle, "1", new byte[24], 6), "the key of each storage once");
    byte[] large =
        end(
            stateDict()
                .text("a")
                .tensor("FloatStorage", "0", Integer.MAX_VALUE, 0, ints("6"), ints("1")));
    refuses(zip(large, Map.of()), "expected at most 1073741824 bytes in storage 0");
  }

  @Test
  void aZipBombIsRefused() {
    byte[] pickle =
        end(stateDict().text("a").tensor("FloatStorage", "0", 6, 0, ints("6"), ints("1")));
    byte[] zip = zip(pickle, Map.of("data/0", floats(new float[6])), ZipEntry.DEFLATED);
    ByteBuffer file = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.length - 22;
    int directory = file.getInt(end + 16);
    file.putInt(directory + 24, Integer.MAX_VALUE);
    refuses(zip, "bytes in entry archive/data.pkl, found 2147483647");
    byte[] zeros = zip(new byte[100 << 20], Map.of(), ZipEntry.DEFLATED);
    refuses(zeros, "expected at most 67108864 bytes in archive/data.pkl, found 104857600");
  }

  @Test
  void aDamagedStorageIsRefused() {
    byte[] pickle =
        end(stateDict().text("a").tensor("FloatStorage", "0", 6, 0, ints("6"), ints("1")));
    byte[] zip = zip(pickle, Map.of("data/0", new byte[24]));
    // The zeros of the storage are the longest in the file.
    int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("\0".repeat(24));
    zip[at + 12] ^= 4;
    refuses(zip, "of entry archive/data/0, found ");
  }

  @Test
  void archivesOfOtherKindsAreRefused() {
    byte[] pickle = end(stateDict());
    refuses(zip(pickle, Map.of("constants.pkl", new byte[1])), "found a TorchScript archive");
    refuses(zip(pickle, Map.of("code/net.py", new byte[1])), "found a TorchScript archive");
    refuses(
        zip(pickle, Map.of("byteorder", "big".getBytes(US_ASCII))),
        "entry byteorder: expected little, found big");
    byte[] whole = zip(pickle, Map.of());
    refuses(Arrays.copyOf(whole, whole.length - 1), "expected the directory of the zip archive");
    byte[] tar = new byte[1024];
    System.arraycopy("ustar".getBytes(US_ASCII), 0, tar, 257, 5);
    refuses(tar, "found a tar archive");
    refuses(pickle, "expected the magic number of torch.save, found a pickle of a dictionary");
    refuses(new byte[0], "expected a file of PyTorch, found 0 bytes");
  }
}
