package io.flinkmobilenet.showcase.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of the page, read from the jar.
 *
 * @param type media type
 */
record Asset(String type, byte[] bytes) {
  private static final List<String> NAMES =
      List.of(
          "index.html",
          "watch.css",
          "watch.js",
          "chart.js",
          "colours.js",
          "deployment.js",
          "gallery.js",
          "panels.js",
          "format.js",
          "icon.svg");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** All files by path; the page itself is at {@code /}. */
  static Map<String, Asset> all() {
    Map<String, Asset> assets = new LinkedHashMap<>();
    NAMES.forEach(name -> assets.put("/" + name, read(name)));
    assets.put("/", assets.remove("/index.html"));
    return Map.copyOf(assets);
  }

  private static Asset read(String name) {
    try (InputStream stream = Asset.class.getResourceAsStream(name)) {
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return new Asset(type, stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
