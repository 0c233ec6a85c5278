package io.flinkmobilenet.image;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.jpeg.JpegDecoder;

/**
 * Decoder and mode for JPEG files. Not thread-safe.
 *
 * @param mode how exactly large images are decoded
 * @param decoder reuses its memory for the next image
 */
record JpegSupport(DecodeMode mode, JpegDecoder decoder) {
  JpegSupport(DecodeMode mode, PixelKernels kernels) {
    this(mode, new JpegDecoder(kernels));
  }
}
