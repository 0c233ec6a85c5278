package io.flinkmobilenet.cli.gallery;

import io.flinkmobilenet.event.RejectedImage;
import java.io.IOException;
import java.time.Instant;

/** An image that could not be classified, and the reason. */
public final class RejectedTile extends Tile {
  private final String stage;
  private final String reason;
  private final String message;
  private final Instant at;

  /**
   * Creates a tile, which keeps nothing of the record's value.
   *
   * @param id name of the image
   */
  public RejectedTile(String id, RejectedImage rejected, Depiction depiction) {
    super(id, depiction);
    this.stage = rejected.getStage().name();
    this.reason = rejected.getReason().name();
    this.message = rejected.getMessage();
    this.at = rejected.getRejectedAt();
  }

  @Override
  String style() {
    return "rejected";
  }

  @Override
  void describe(Html html) throws IOException {
    html.markup("<p class=\"truth\">").text(reason).markup("</p>\n<p><bdi>").text(message);
    html.markup("</bdi></p>\n<p class=\"small\">").text(stage).markup(" · ").time(at);
    html.markup("</p>\n");
  }
}
