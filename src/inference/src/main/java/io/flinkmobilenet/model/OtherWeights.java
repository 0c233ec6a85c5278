package io.flinkmobilenet.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The weights file of a model directory, and other formats that may be there instead. */
final class OtherWeights {
  /** Name of the file that is read. */
  static final String EXPECTED = "model.safetensors";

  private static final String CONVERT =
      "; convert it with Hugging Face's transformers:"
          + " AutoModelForImageClassification.from_pretrained(DIR%s).save_pretrained(DIR)";

  /** A file in another format, and advice what to do with it. */
  private enum Form {
    SHARDS(
        "model.safetensors.index.json",
        "the index of weights in several files; write them into one with Hugging Face's"
            + " transformers: AutoModelForImageClassification.from_pretrained(DIR)"
            + ".save_pretrained(DIR, max_shard_size=\"1GB\")"),
    PYTORCH(
        "pytorch_model.bin",
        "PyTorch's own format, which can run code and is not read here" + convert("")),
    PYTORCH_SHARDS(
        "pytorch_model.bin.index.json",
        "the index of weights in PyTorch's own format, which is not read here" + convert("")),
    TENSORFLOW(
        "tf_model.h5", "TensorFlow's format, which is not read here" + convert(", from_tf=True")),
    FLAX(
        "flax_model.msgpack",
        "Flax's format, which is not read here" + convert(", from_flax=True"));

    private final String file;
    private final String meaning;

    Form(String file, String meaning) {
      this.file = file;
      this.meaning = meaning;
    }
  }

  /** Files that other programs name as they like, by what their names end with. */
  private static final Map<String, String> ENDINGS =
      Map.of(
          ".onnx", "ONNX's format",
          ".tflite", "TensorFlow Lite's format",
          ".pb", "TensorFlow's format",
          ".keras", "Keras's format",
          ".h5", "Keras's format",
          ".pt", "PyTorch's own format",
          ".pth", "PyTorch's own format",
          ".ckpt", "PyTorch's own format",
          ".gguf", "GGUF");

  private OtherWeights() {}

  private static String convert(String source) {
    return CONVERT.formatted(source);
  }

  /** Refuses a directory without the expected file, and names the file that is there instead. */
  static void requireExpected(Path directory) throws InvalidModelException, IOException {
    if (Files.exists(directory.resolve(EXPECTED))) {
      return;
    }
    for (Form form : Form.values()) {
      if (Files.exists(directory.resolve(form.file))) {
        throw new InvalidModelException(
            "%s: expected %s, found %s, %s"
                .formatted(directory, EXPECTED, form.file, form.meaning));
      }
    }
    Optional<String> other = byEnding(directory);
    if (other.isPresent()) {
      throw new InvalidModelException(
          "%s: expected %s, found %s, %s, which is not read here; take the model that it was made from, saved as safetensors"
              .formatted(directory, EXPECTED, other.get(), ENDINGS.get(ending(other.get()))));
    }
  }

  /** The first file by name that ends like weights in another format. */
  private static Optional<String> byEnding(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> ENDINGS.containsKey(ending(name)))
          .min(Comparator.naturalOrder());
    }
  }

  private static String ending(String name) {
    return name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }
}
