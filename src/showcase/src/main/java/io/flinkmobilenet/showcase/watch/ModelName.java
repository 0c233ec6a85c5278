package io.flinkmobilenet.showcase.watch;

/** The name of a model on the page. */
final class ModelName {
  private ModelName() {}

  static String of(String name, String version) {
    return ShortText.name(name + "/" + version);
  }
}
