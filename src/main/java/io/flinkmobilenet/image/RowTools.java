package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.kernel.PixelKernels;

/**
 * What resizing of one picture after the other needs; for one thread at a time.
 *
 * @param kernels arithmetic
 * @param buffers memory
 */
record RowTools(PixelKernels kernels, Buffers buffers) {
  RowTools(PixelKernels kernels) {
    this(kernels, new Buffers());
  }
}
