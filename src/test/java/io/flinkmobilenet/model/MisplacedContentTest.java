package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
          """)
  void whatAServerSaysInsteadIsNamed(String content, String message) throws Exception {
    Files.writeString(directory.resolve("model.safetensors"), content);
    assertRefused("model.safetensors", message);
  }

  @Test
  void otherFormatsAreNamed() throws Exception {
    Files.write(directory.resolve("model.safetensors"), latin("PK\u0003\u0004..."));
    assertRefused("model.safetensors", "found a zip archive, as PyTorch writes");
    Files.write(directory.resolve("model.safetensors"), latin("\u0089HDF\r\n..."));
    assertRefused("model.safetensors", "found an HDF5 file, as Keras writes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pytorch_model.bin            | PyTorch's own format, which can run code and is not read here; convert it
          pytorch_model.bin.index.json | the index of weights in PyTorch's own format
          model.safetensors.index.json | the index of weights in several files; write them into one
          tf_model.h5                  | TensorFlow's format
          flax_model.msgpack           | Flax's format
          """)
  void weightsInAnotherFormAreNamed(String file, String message) throws Exception {
    Files.move(directory.resolve("model.safetensors"), directory.resolve(file));
    assertThatThrownBy(() -> ModelDirectory.read(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(
            directory + ": expected model.safetensors, found " + file + ", " + message);
  }

  @Test
  void nothingIsNamedAsNothing() throws Exception {
    Files.delete(directory.resolve("model.safetensors"));
    assertRefused("model.safetensors", "expected a file of a Hugging Face model directory");
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
