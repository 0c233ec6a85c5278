package io.flinkmobilenet.cli.gallery;

import java.io.IOException;

/** One image in a gallery, with its result. */
public abstract sealed class Tile permits PredictedTile, RejectedTile {
  private final String id;
  private final Depiction depiction;

  Tile(String id, Depiction depiction) {
    this.id = id;
    this.depiction = depiction;
  }

  /** The style sheet's class for this kind of tile. */
  abstract String style();

  /** Writes the text below the image. */
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
