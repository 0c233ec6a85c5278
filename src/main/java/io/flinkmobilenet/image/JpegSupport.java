package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.kernel.PixelKernels;

/**
 * What decodes JPEG files; for one thread at a time.
 *
 * @param mode how exactly
 * @param decoder keeps its memory
 */
record JpegSupport(DecodeMode mode, JpegDecoder decoder) {
  JpegSupport(DecodeMode mode, PixelKernels kernels) {
    this(mode, new JpegDecoder(kernels));
  }
}
