package io.flinkmobilenet.cli.gallery;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page of images in a single file, which includes the images and the style sheet. Its <a
 * href="https://www.w3.org/TR/CSP3/">content security policy</a> forbids it to fetch or run
 * anything.
 *
 * @param title title of the page
 * @param tiles tiles in the order in which they are shown
 */
public record Gallery(String title, List<Tile> tiles) {
  /** Writes the page, and replaces an existing file of this name. */
  public void write(Path file) throws IOException {
    // Not Files.newBufferedWriter, which fails on half a surrogate pair, and an event may contain
    // one.
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
      write(new Html(out));
    }
  }

  void write(Html html) throws IOException {
    head(html);
    html.markup("<header>\n<h1><bdi>").text(title).markup("</bdi></h1>\n<p>").text(summary());
    html.markup("</p>\n");
    if (predicted().stream().anyMatch(PredictedTile::judged)) {
      html.markup("<label><input type=\"checkbox\" id=\"wrong\"> only the wrong ones</label>\n");
    }
    html.markup("</header>\n<main>\n");
    for (Tile tile : tiles) {
      tile.write(html);
    }
    html.markup("</main>\n</body>\n</html>\n");
  }

  private void head(Html html) throws IOException {
    String style = style();
    html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.markup("default-src 'none'; img-src data:; style-src 'sha256-" + sha256(style));
    html.markup("'; base-uri 'none'; form-action 'none'\">\n");
    html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html.text(title).markup("</title>\n<style>").markup(style).markup("</style>\n");
    html.markup("</head>\n<body>\n");
  }

  private String summary() {
    String images = tiles.size() == 1 ? "1 image" : tiles.size() + " images";
    long judged = predicted().stream().filter(PredictedTile::judged).count();
    long right = predicted().stream().filter(PredictedTile::right).count();
    String models =
        predicted().stream().map(PredictedTile::model).distinct().collect(Collectors.joining(", "));
    return images
        + (models.isEmpty() ? "" : ", classified by " + models)
        + (judged == 0 ? "" : "; %d of %d right".formatted(right, judged));
  }

  private List<PredictedTile> predicted() {
    return tiles.stream()
        .filter(PredictedTile.class::isInstance)
        .map(PredictedTile.class::cast)
        .toList();
  }

  private static String style() throws IOException {
    try (InputStream in = Gallery.class.getResourceAsStream("gallery.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The hash by which the policy identifies the style sheet. */
  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
