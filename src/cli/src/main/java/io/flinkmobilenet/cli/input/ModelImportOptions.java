package io.flinkmobilenet.cli.input;

import picocli.CommandLine.Option;

/** The options of a model. */
public final class ModelImportOptions extends ModelOptions {
  private static final String SIZE = "--size";

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
