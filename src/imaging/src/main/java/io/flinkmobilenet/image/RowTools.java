package io.flinkmobilenet.image;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.rows.Buffers;

/**
 * Kernels and memory for resizing, reused from image to image. Not thread-safe.
 *
 * @param kernels arithmetic on pixels
 * @param buffers memory that is reused
 */
record RowTools(PixelKernels kernels, Buffers buffers) {
  RowTools(PixelKernels kernels) {
    this(kernels, new Buffers());
  }
}
