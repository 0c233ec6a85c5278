package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import java.util.List;

/**
 * 3×3 convolution of 8-bit RGB pixels and the bottlenecks that follow it, each computed a few rows
 * at a time: none of their maps but the last one is ever complete in memory.
 *
 * <pre>
 * image ── convolve ──▶ ring, first bottleneck ──▶ some rows ── expand ──▶ ring, second one ──▶ map
 * </pre>
 */
final class FusedStem implements ImageKernel {
  private final PaddedImage image;
  private final Kernel last;

  FusedStem(
      ConvGeometry window, ConvLayer convolution, float[] padding, List<Bottleneck> bottlenecks) {
    image = new PaddedImage(window, padding);
    ConvLayer whole =
        new ConvLayer(PackedMatrix.wholeVectors(convolution.filters()), convolution.activation());
    RowSource rows = new ConvolvedRows(window, image, whole);
    int end = bottlenecks.size() - 1;
    for (int i = 0; i < end; i++) {
      rows = rows(rows, bottlenecks.get(i), bottlenecks.get(i + 1));
    }
    last = VectorBottleneck.of(bottlenecks.get(end), rows);
  }

  /** Returns the rows that the depthwise convolution of the next bottleneck reads. */
  private static RowSource rows(RowSource source, Bottleneck block, Bottleneck next) {
    return next.expand().isPresent()
        ? new BottleneckRows(
            VectorBottleneck.projecting(block, source), VectorBottleneck.source(next))
        : new ProjectedRows(block, source);
  }

  /**
   * Whether the bottlenecks can be fused: the first one must read the convolution's map directly.
   */
  static boolean takes(List<Bottleneck> bottlenecks) {
    return !bottlenecks.isEmpty() && bottlenecks.get(0).expand().isEmpty();
  }

  @Override
  public int scratch() {
    return Math.addExact(image.size(), last.scratch());
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    image.fill(rgb, memory, scratch);
    last.run(memory, scratch, Kernel.NO_RESIDUAL, output, scratch + image.size());
  }
}
