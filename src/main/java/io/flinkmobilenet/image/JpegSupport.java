package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;

/** What decodes JPEG files; for one thread at a time. */
record JpegSupport(JpegDecoder decoder, JpegLibrary library) {
  JpegSupport() {
    this(new JpegDecoder(), new JpegLibrary());
  }
}
