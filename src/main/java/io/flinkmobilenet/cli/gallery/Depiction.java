package io.flinkmobilenet.cli.gallery;

import java.io.IOException;

/**
 * A picture as the gallery shows it, or the reason why it cannot.
 *
 * @param mediaType of the picture, or null where there is none
 * @param picture the encoded file, or null where there is none
 * @param absence why there is none, or null
 * @param trueClass what the picture shows, as its producer said, or null
 */
public record Depiction(String mediaType, byte[] picture, String absence, String trueClass) {
  /** No picture. */
  public static Depiction absent(String reason) {
    return new Depiction(null, null, reason, null);
  }

  void write(Html html, String id) throws IOException {
    if (picture == null) {
      html.markup("<p class=\"absent\">").text(absence).markup("</p>\n");
    } else {
      html.markup("<img loading=\"lazy\" alt=\"").text(id).markup("\" src=\"");
      html.data(mediaType, picture).markup("\">\n");
    }
  }
}
