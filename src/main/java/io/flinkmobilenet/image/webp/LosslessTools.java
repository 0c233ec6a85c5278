package io.flinkmobilenet.image.webp;

/** What reading of one VP8L image after the other needs; for one thread at a time. */
final class LosslessTools {
  final PrefixCodes codes = new PrefixCodes();
  final PrefixCodeReader codeReader = new PrefixCodeReader(codes);
  final ColourCache cache = new ColourCache();

  /** Gives up what only unusual images need. */
  void release() {
    codes.release();
  }
}
