package io.flinkmobilenet.model;

import java.nio.file.Files;
import java.nio.file.Path;

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

  private OtherWeights() {}

  private static String convert(String source) {
    return CONVERT.formatted(source);
  }

  /** Refuses a directory without the expected file, and names the file that is there instead. */
  static void requireExpected(Path directory) throws InvalidModelException {
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
  }
}
