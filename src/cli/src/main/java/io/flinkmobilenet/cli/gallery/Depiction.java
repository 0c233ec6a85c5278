package io.flinkmobilenet.cli.gallery;

import java.io.IOException;

/**
 * An image as the gallery shows it, or the reason why it cannot be shown.
 *
 * @param mediaType media type of the image, or null if there is none
 * @param image the encoded file, or null if there is none
 * @param absence reason why there is no image, or null
 * @param trueClass class of the image as stated by its producer, or null
 */
public record Depiction(String mediaType, byte[] image, String absence, String trueClass) {
  /** A depiction without an image. */
  public static Depiction absent(String reason) {
    return new Depiction(null, null, reason, null);
  }

  void write(Html html, String id) throws IOException {
    if (image == null) {
      html.markup("<p class=\"absent\">").text(absence).markup("</p>\n");
    } else {
      html.markup("<img loading=\"lazy\" alt=\"").text(id).markup("\" src=\"");
      html.data(mediaType, image).markup("\">\n");
    }
  }
}
