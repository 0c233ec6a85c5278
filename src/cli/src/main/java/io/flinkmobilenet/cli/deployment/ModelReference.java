package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.file.YamlValue;
import java.util.regex.Pattern;

/** A published model as files and commands name it: {@code NAME:VERSION}. */
public final class ModelReference {
  private static final Pattern SYNTAX = Pattern.compile("[^:]{1,100}:[^:]{1,100}");

  private ModelReference() {}

  /** Whether the text has the form of a reference. */
  public static boolean matches(String text) {
    return SYNTAX.matcher(text).matches();
  }

  /**
   * Returns the model that the text names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static ModelKey read(String text) {
    if (!matches(text)) {
      throw new IllegalArgumentException(
          "expected a model as NAME:VERSION, found '%s'".formatted(YamlValue.shortened(text)));
    }
    int colon = text.indexOf(':');
    return new ModelKey(text.substring(0, colon), text.substring(colon + 1));
  }

  static ModelKey read(YamlValue value) {
    return value.make(() -> read(value.text("a model as NAME:VERSION")));
  }

  /** Returns the text that names a model. */
  public static String of(ModelKey model) {
    return model.name() + ":" + model.version();
  }
}
