package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads with wrong content are recognised, and the message says what to do. */
class MisplacedContentTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d".repeat(32) + "\nsize 77\n";

  @TempDir Path directory;

  @BeforeEach
  void writeModel() {
    TestModels.writeDirectory(directory, 1, 32, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors"})
  void aGitLfsPointerIsNamed(String file) throws Exception {
    Files.writeString(directory.resolve(file), POINTER);
    assertRefused(
        file,
        "found a Git LFS pointer to a file of 77 bytes; run 'git lfs pull' in this directory, or"
            + " download the file itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors"})
  void aWebPageIsNamed(String file) throws Exception {
    for (String page : new String[] {"<!DOCTYPE html>", "\ufeff \n<!doctype HTML", "<html lang"}) {
      Files.writeString(directory.resolve(file), page + "x".repeat(2000));
      assertRefused(
          file,
          "found an HTML page; download the file itself, from Hugging Face under /resolve/main/"
              + " and not /blob/main/");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Entry not found          | found the text "Entry not found"; download the file itself
          <?xml version="1.0"?><E/>| found an XML document; download the file itself
          ''                       | found an empty file; download it again
          {"error":"Repository not found"} | found the JSON text "{"error":"Repository not found"}"; download
          [{"error": "Not found"}] | found the text "[{"error": "Not found"}]"; download
          """)
  void whatAServerSaysInsteadIsNamed(String content, String message) throws Exception {
    Files.writeString(directory.resolve("model.safetensors"), content);
    assertRefused("model.safetensors", message);
  }

  @Test
  void longTextsAreQuotedInPartAndInOneLine() throws Exception {
    Files.writeString(
        directory.resolve("model.safetensors"), "{\n  \"a\": 1,\n" + "x".repeat(2000));
    assertRefused("model.safetensors", "found the JSON text \"{ \"a\": 1, xxx");
    assertRefused("model.safetensors", "xxx…\"; download the file itself");
    Files.writeString(directory.resolve("config.json"), "Too many requests. ".repeat(80));
    assertRefused("config.json", "expected JSON, found the text \"Too many requests.");
  }

  /** Every setting has a default, so that an error would pass for a file that leaves all out. */
  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json"})
  void aServersErrorIsNoSettings(String file) throws Exception {
    Files.writeString(directory.resolve(file), "{\"error\":\"Repository not found\"}");
    assertRefused(
        file,
        "error: expected the settings of a model and not a server's answer; download the file"
            + " again, found \"Repository not found\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1f8b0800000000000003, compressed with gzip; unpack it first",
    "425a6839314159265359, compressed with bzip2; unpack it first",
    "fd377a585a0000000000, compressed with xz; unpack it first",
    "28b52ffd040000000000, compressed with Zstandard; unpack it first",
    "377abcaf271c00040000, a 7-Zip archive; unpack it first",
    "80028a0a6cfc9c46f920, a Python pickle",
    "8005950000000000007d, a Python pickle",
    "47475546030000000000, a GGUF file",
    "934e554d505901000000, an array of NumPy"
  })
  void otherFormatsAreNamedByTheirFirstBytes(String bytes, String message) throws Exception {
    for (String file : new String[] {"model.safetensors", "config.json"}) {
      writeModel();
      Files.write(directory.resolve(file), HexFormat.of().parseHex(bytes));
      assertRefused(file, "found ");
      assertRefused(file, message);
    }
  }

  /** The length of a header may be the very bytes that a pickle or gzip begins with. */
  @ParameterizedTest
  @ValueSource(strings = {"8002000000000000", "1f8b080000000000"})
  void aHeaderWhoseLengthLooksLikeAnotherFormatIsRead(String length) throws Exception {
    byte[] prefix = HexFormat.of().parseHex(length);
    int bytes = (int) ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] content = new byte[Long.BYTES + bytes];
    Arrays.fill(content, (byte) ' ');
    System.arraycopy(prefix, 0, content, 0, prefix.length);
    content[8] = '{';
    content[9] = '}';
    Files.write(directory.resolve("model.safetensors"), content);
    assertRefused("model.safetensors", "mobilenet_v2.conv_stem");
  }

  @Test
  void otherFormatsAreNamed() throws Exception {
    Files.write(directory.resolve("model.safetensors"), latin("PK\u0003\u0004..."));
    assertRefused("model.safetensors", "found a zip archive, as PyTorch and Keras write; name it");
    Files.write(directory.resolve("model.safetensors"), latin("\u0089HDF\r\n..."));
    assertRefused("model.safetensors", "found an HDF5 file, as Keras writes; name it .h5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tf_model.h5          | weights of transformers for TensorFlow, which are not read here; convert it
          flax_model.msgpack   | weights of transformers for Flax, which are not read here; convert it
          saved_model.pb       | TensorFlow's format, which is not read here; take the model that it was made from
          model.onnx           | a file of ONNX; name the file itself instead of the directory
          mobilenet.TFLITE     | a file of TensorFlow Lite; name the file itself
          model.h5             | a file of Keras; name the file itself
          best.pth             | a file of PyTorch; name the file itself
          weights.safetensors  | weights in safetensors format; name the file itself
          """)
  void weightsInAnotherFormAreNamed(String file, String message) throws Exception {
    Files.move(directory.resolve("model.safetensors"), directory.resolve(file));
    assertThatThrownBy(() -> ModelDirectory.read(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(
            directory
                + ": expected model.safetensors or pytorch_model.bin, found "
                + file
                + ", "
                + message);
  }

  /** Of two files the one is named that can be used. */
  @Test
  void aDirectoryWithWeightsOfAnotherFormAloneIsNamedByThem() throws Exception {
    Path alone = Files.createDirectory(directory.resolve("alone"));
    Files.writeString(alone.resolve("model.onnx"), "x");
    Files.writeString(alone.resolve("flax_model.msgpack"), "x");
    assertThatThrownBy(() -> ModelDirectory.read(alone))
        .hasMessage(
            alone
                + ": expected model.safetensors or pytorch_model.bin, found model.onnx, a file of"
                + " ONNX; name the file itself instead of the directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors"})
  void nothingIsNamedAsNothing(String file) throws Exception {
    Files.delete(directory.resolve(file));
    assertRefused(
        file,
        "expected a file of a Hugging Face model directory, found none; such a directory holds"
            + " config.json, preprocessor_config.json and model.safetensors: download the three");
  }

  private void assertRefused(String file, String message) {
    assertThatThrownBy(() -> ModelDirectory.read(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(directory.resolve(file) + ": ")
        .hasMessageContaining(message);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
