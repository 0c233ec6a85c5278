package io.flinkmobilenet.cli.input;

import picocli.CommandLine.Option;

/** The options of a model for a command whose {@code --size} is that of a camera's frames. */
public final class EvaluatedModelOptions extends ModelOptions {
  private static final String SIZE = "--model-size";

  @Option(
      names = SIZE,
      paramLabel = "PIXELS",
      description = "Length of the shorter edge before the crop.")
  private Integer size;

  @Override
  Integer size() {
    return size;
  }

  @Override
  String sizeOption() {
    return SIZE;
  }
}
