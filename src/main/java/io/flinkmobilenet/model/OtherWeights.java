package io.flinkmobilenet.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** The weights' file of a model directory, and the forms that may lie there in its place. */
final class OtherWeights {
  /** The file that is read. */
  static final String EXPECTED = "model.safetensors";

  private static final String CONVERT =
      "; convert it with Hugging Face's transformers:"
          + " AutoModelForImageClassification.from_pretrained(DIR%s).save_pretrained(DIR)";

  /** A file of another form, and what to do about it. */
  private enum Form {
    SHARDS(
        "model.safetensors.index.json",
        "the index of weights in several files; write them into one with Hugging Face's"
            + " transformers: AutoModelForImageClassification.from_pretrained(DIR)"
            + ".save_pretrained(DIR, max_shard_size=\"1GB\")"),
    PYTORCH(
        "pytorch_model.bin",
        "PyTorch's own form, which is a program to run and not read here" + convert("")),
    PYTORCH_SHARDS(
        "pytorch_model.bin.index.json",
        "the index of weights in PyTorch's own form, which is not read here" + convert("")),
    TENSORFLOW(
        "tf_model.h5", "TensorFlow's form, which is not read here" + convert(", from_tf=True")),
    FLAX("flax_model.msgpack", "Flax's form, which is not read here" + convert(", from_flax=True"));

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

  /** Refuses a directory without the expected file, and names what is there instead. */
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
