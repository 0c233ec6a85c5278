package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Epilogue.Addition;
import io.flinkmobilenet.kernel.Kernel;

/**
 * What is left of an epilogue after the tiles have done their part: they activate if nothing is
 * added before and if there are tiles for the activation.
 */
final class RowEpilogue {
  private final Epilogue epilogue;
  private final boolean inTiles;

  /**
   * Creates what is left.
   *
   * @param epilogue the whole epilogue
   * @param finalSums whether the sums of the tiles are those of the layer, so that they can
   *     activate
   */
  RowEpilogue(Epilogue epilogue, boolean finalSums) {
    this.epilogue = epilogue;
    boolean first = epilogue.addition() != Addition.BEFORE_ACTIVATION;
    inTiles = finalSums && first && TileEnding.has(epilogue.activation());
  }

  /** Creates what is left after tiles that compute the sums of the layer. */
  RowEpilogue(Epilogue epilogue) {
    this(epilogue, true);
  }

  /** Creates what is left of an activation alone. */
  static RowEpilogue of(Activation activation) {
    return new RowEpilogue(Epilogue.of(activation));
  }

  /** Returns what the tiles do with their sums. */
  Activation ofTiles() {
    return inTiles ? epilogue.activation() : Activation.LINEAR;
  }

  /** Returns whether the tiles activate. */
  boolean inTiles() {
    return inTiles;
  }

  /**
   * Finishes pixels that may have a gap between them.
   *
   * @param residual start of the floats to add, without gaps, or {@link Kernel#NO_RESIDUAL};
   *     nothing is added where there are gaps
   * @param stride number of floats from one pixel to the next
   */
  void run(float[] memory, int residual, int output, int pixels, int channels, int stride) {
    if (stride == channels) {
      run(memory, residual, output, pixels * channels);
    } else if (!inTiles) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        VectorActivation.run(epilogue.activation(), memory, output + pixel * stride, channels);
      }
    }
  }

  /**
   * Finishes rows to which nothing is added.
   *
   * @param count number of floats per row
   * @param stride number of floats from one row to the next
   */
  void finish(float[] memory, int output, int rows, int count, int stride) {
    if (!inTiles) {
      for (int row = 0; row < rows; row++) {
        VectorActivation.run(epilogue.activation(), memory, output + row * stride, count);
      }
    }
  }

  /**
   * Finishes consecutive floats of the output.
   *
   * @param residual start of the floats to add, or {@link Kernel#NO_RESIDUAL}
   */
  void run(float[] memory, int residual, int output, int count) {
    Activation activation = epilogue.activation();
    if (epilogue.addition() == Addition.BEFORE_ACTIVATION) {
      if (TileEnding.has(activation) && !activation.linear()) {
        Residual.addAndClamp(memory, residual, output, count, TileEnding.most(activation));
        return;
      }
      Residual.add(memory, residual, output, count);
    }
    if (!inTiles) {
      VectorActivation.run(activation, memory, output, count);
    }
    if (epilogue.addition() == Addition.AFTER_ACTIVATION) {
      Residual.add(memory, residual, output, count);
    }
  }
}
