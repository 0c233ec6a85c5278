package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import java.util.List;

/**
 * 3×3 convolution of 8-bit RGB pixels and the bottlenecks behind it, each some rows at a time: none
 * of their maps is ever whole in memory, the last one excepted.
 *
 * <pre>
 * picture ── convolve ──▶ ring, first bottleneck ──▶ some rows ── expand ──▶ ring, second one ──▶ map
 * </pre>
 */
final class FusedStem implements ImageKernel {
  private final PaddedImage picture;
  private final VectorBottleneck last;

  FusedStem(
      ConvGeometry window, ConvLayer convolution, float[] padding, List<Bottleneck> bottlenecks) {
    picture = new PaddedImage(window, padding);
    ConvLayer whole =
        new ConvLayer(PackedMatrix.wholeVectors(convolution.filters()), convolution.activation());
    RowSource rows = new ConvolvedRows(window, picture, whole);
    VectorBottleneck bottleneck = new VectorBottleneck(bottlenecks.get(0), rows);
    for (Bottleneck next : bottlenecks.subList(1, bottlenecks.size())) {
      ExpandedRows expansion =
          new ExpandedRows(next.window().inputWidth(), next.expand().orElseThrow());
      bottleneck = new VectorBottleneck(next, new BottleneckRows(bottleneck, expansion));
    }
    last = bottleneck;
  }

  /** Whether these can be fused: the first of them reads the convolution's map as it is. */
  static boolean takes(List<Bottleneck> bottlenecks) {
    return !bottlenecks.isEmpty()
        && bottlenecks.get(0).expand().isEmpty()
        && bottlenecks.stream().skip(1).allMatch(next -> next.expand().isPresent());
  }

  @Override
  public int scratch() {
    return Math.addExact(picture.size(), last.scratch());
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    picture.fill(rgb, memory, scratch);
    last.run(memory, scratch, Kernel.NO_RESIDUAL, output, scratch + picture.size());
  }
}
