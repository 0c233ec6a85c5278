package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.kernel.PixelKernels;

/**
 * What decodes JPEG files; for one thread at a time.
 *
 * @param mode how exactly
 * @param decoder for nearly all of them
 * @param library for the rest
 * @param rows what their resizing needs
 */
record JpegSupport(DecodeMode mode, JpegDecoder decoder, JpegLibrary library, RowTools rows) {
  JpegSupport(DecodeMode mode, PixelKernels kernels) {
    this(mode, new JpegDecoder(kernels), new JpegLibrary(kernels), new RowTools(kernels));
  }
}
