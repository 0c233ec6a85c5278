package io.flinkmobilenet.cli.watch;

/** What the page calls a model. */
final class ModelName {
  private ModelName() {}

  static String of(String name, String version) {
    return ShortText.name(name + "/" + version);
  }
}
