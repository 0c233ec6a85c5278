package io.flinkmobilenet.image.webp;

/** Memory for reading VP8L images, reused from image to image. Not thread-safe. */
final class LosslessTools {
  final PrefixCodes codes = new PrefixCodes();
  final PrefixCodeReader codeReader = new PrefixCodeReader(codes);
  final ColourCache cache = new ColourCache();

  /** Releases memory that only unusual images need. */
  void release() {
    codes.release();
  }
}
