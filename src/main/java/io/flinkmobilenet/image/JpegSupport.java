package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.kernel.PixelKernels;

/**
 * What decodes JPEG files; for one thread at a time.
 *
 * @param mode how exactly
 * @param decoder for nearly all of them
 * @param library for the rest
 */
record JpegSupport(DecodeMode mode, JpegDecoder decoder, JpegLibrary library) {
  JpegSupport(DecodeMode mode, PixelKernels kernels) {
    this(mode, new JpegDecoder(kernels), new JpegLibrary(kernels));
  }
}
