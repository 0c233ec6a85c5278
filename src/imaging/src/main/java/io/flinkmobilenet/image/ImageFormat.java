package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.util.List;

/** The supported formats. A file's format is recognised by its first bytes, never by its name. */
enum ImageFormat {
  JPEG(
      "JPEG", "image/jpeg", (file, with) -> JpegFile.open(file, with.jpeg()), "\u00ff\u00d8\u00ff"),
  PNG("PNG", "image/png", (file, with) -> PngFile.open(file), PngFile.SIGNATURE),
  GIF("GIF", "image/gif", (file, with) -> GifFile.open(file), "GIF87a", "GIF89a"),
  BMP("BMP", "image/bmp", (file, with) -> BmpFile.open(file), "BM"),
  WEBP("WebP", "image/webp", (file, with) -> WebpFile.open(file, with.webp()), "RIFF????WEBP");

  private final String title;
  private final String mediaType;
  private final Opener opener;
  private final List<String> signatures;

  ImageFormat(String title, String mediaType, Opener opener, String... signatures) {
    this.title = title;
    this.mediaType = mediaType;
    this.opener = opener;
    this.signatures = List.of(signatures);
  }

  /** Opens a file of one format. */
  interface Opener {
    EncodedImage open(EncodedBytes file, Decoders with) throws InvalidImageException;
  }

  /** Name of the format in messages. */
  String title() {
    return title;
  }

  /** Media type of the format. */
  String mediaType() {
    return mediaType;
  }

  /** Recognises the format by the first bytes and checks the container. */
  static EncodedImage open(byte[] encoded, Decoders with) throws InvalidImageException {
    ImageFormat format = detect(encoded);
    return format.opener.open(new EncodedBytes(format.title, encoded), with);
  }

  /** Returns the format whose signature the bytes begin with. */
  static ImageFormat detect(byte[] encoded) throws InvalidImageException {
    for (ImageFormat format : values()) {
      for (String signature : format.signatures) {
        int compared = Math.min(signature.length(), encoded.length);
        if (agrees(signature.substring(0, compared), encoded)) {
          if (compared < signature.length()) {
            throw new EncodedBytes(format.title, encoded).truncated("expected its signature");
          }
          return format;
        }
      }
    }
    throw new InvalidImageException(
        Reason.UNSUPPORTED_FORMAT,
        "expected JPEG, PNG, GIF, BMP or WebP, found " + beginning(encoded));
  }

  /** Compares the first bytes with a signature, in which a question mark stands for any byte. */
  private static boolean agrees(String signature, byte[] encoded) {
    for (int i = 0; i < signature.length(); i++) {
      if (signature.charAt(i) != '?' && signature.charAt(i) != (encoded[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static String beginning(byte[] encoded) {
    StringBuilder text = new StringBuilder("a file that begins with");
    for (int i = 0; i < Math.min(8, encoded.length); i++) {
      text.append(String.format(" %02x", encoded[i]));
    }
    return text.toString();
  }
}
