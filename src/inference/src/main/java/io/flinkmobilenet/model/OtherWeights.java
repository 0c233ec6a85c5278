package io.flinkmobilenet.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Model files that lie in a directory where the weights of a Hugging Face model are expected. */
final class OtherWeights {
  /** Name of the file that a directory usually has. */
  static final String EXPECTED = "model.safetensors";

  private static final String CONVERT =
      "; convert it with Hugging Face's transformers:"
          + " AutoModelForImageClassification.from_pretrained(DIR, %s).save_pretrained(DIR)";

  /** Files of transformers that are not read, and advice what to do with them. */
  private static final Map<String, String> UNREADABLE =
      Map.of(
          "tf_model.h5",
          "weights of transformers for TensorFlow, which are not read here"
              + CONVERT.formatted("from_tf=True"),
          "flax_model.msgpack",
          "weights of transformers for Flax, which are not read here"
              + CONVERT.formatted("from_flax=True"));

  private static final String NAME_IT = "; name the file itself instead of the directory";
  private static final String TAKE_ANOTHER =
      ", which is not read here; take the model that it was made from, saved as safetensors";

  /** Files that other programs name as they like, by what their names end with. */
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry(".safetensors", "weights in safetensors format" + NAME_IT),
          Map.entry(".onnx", "a file of ONNX" + NAME_IT),
          Map.entry(".tflite", "a file of TensorFlow Lite" + NAME_IT),
          Map.entry(".keras", "a file of Keras" + NAME_IT),
          Map.entry(".h5", "a file of Keras" + NAME_IT),
          Map.entry(".pt", "a file of PyTorch" + NAME_IT),
          Map.entry(".pth", "a file of PyTorch" + NAME_IT),
          Map.entry(".th", "a file of PyTorch" + NAME_IT),
          Map.entry(".bin", "a file of PyTorch" + NAME_IT),
          Map.entry(".ckpt", "a file of PyTorch" + NAME_IT),
          Map.entry(".pb", "TensorFlow's format" + TAKE_ANOTHER),
          Map.entry(".gguf", "GGUF" + TAKE_ANOTHER));

  private OtherWeights() {}

  /**
   * Refuses a directory with a model in another file, which the message names; files that one can
   * name instead come first.
   */
  static void refuse(Path directory) throws InvalidModelException, IOException {
    Optional<String> other = other(directory);
    if (other.isPresent()) {
      String name = other.get();
      throw new InvalidModelException(
          "%s: expected %s or pytorch_model.bin, found %s, %s"
              .formatted(directory, EXPECTED, name, meaning(name)));
    }
  }

  private static Optional<String> other(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> meaning(name) != null)
          .min(
              Comparator.comparing((String name) -> !meaning(name).endsWith(NAME_IT))
                  .thenComparing(Comparator.naturalOrder()));
    }
  }

  private static String meaning(String name) {
    String ending = name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
    return UNREADABLE.getOrDefault(name, ENDINGS.get(ending));
  }
}
