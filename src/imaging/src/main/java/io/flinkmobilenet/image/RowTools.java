package io.flinkmobilenet.image;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.rows.Buffers;

/**
 * Kernels, weights and memory for resizing, reused from image to image. Not thread-safe.
 *
 * @param kernels arithmetic on pixels
 * @param weights weights of the latest image
 * @param buffers memory that is reused
 * @param pixels array for the pixels of the finished image
 */
record RowTools(PixelKernels kernels, KeptWeights weights, Buffers buffers, PixelArray pixels) {
  RowTools(PixelKernels kernels, boolean keepsPixels) {
    this(kernels, new KeptWeights(), new Buffers(), new PixelArray(keepsPixels));
  }
}
