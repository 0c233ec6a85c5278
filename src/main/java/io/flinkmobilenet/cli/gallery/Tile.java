package io.flinkmobilenet.cli.gallery;

import java.io.IOException;

/** One picture in a gallery and what became of it. */
public abstract sealed class Tile permits PredictedTile, RejectedTile {
  private final String id;
  private final Depiction depiction;

  Tile(String id, Depiction depiction) {
    this.id = id;
    this.depiction = depiction;
  }

  /** How the style sheet calls a tile of this sort. */
  abstract String style();

  /** Writes what is to be read below the picture. */
  abstract void describe(Html html) throws IOException;

  final Depiction depiction() {
    return depiction;
  }

  final void write(Html html) throws IOException {
    html.markup("<article class=\"").markup(style()).markup("\">\n");
    depiction.write(html, id);
    html.markup("<h2><bdi>").text(id).markup("</bdi></h2>\n");
    describe(html);
    html.markup("</article>\n");
  }
}
