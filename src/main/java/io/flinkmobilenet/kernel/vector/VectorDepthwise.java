package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Window;

/**
 * 3×3 convolution of each channel by itself, padded with zeros; at least one vector of channels.
 * Goes over the output in tiles, and window by window where columns are padding.
 */
final class VectorDepthwise implements Kernel {
  private final Window window;
  private final DepthwiseTile tile;

  /** Output columns that tiles cover: first and end. */
  private final int tilesFrom;

  private final int tilesTo;

  VectorDepthwise(Window window, Filters filters, Activation activation) {
    this.window = window;
    tile = new DepthwiseTile(window, filters, activation);
    int lastInside =
        Math.floorDiv(window.inputWidth() - Window.SIZE + window.left(), window.stride());
    int from = window.left();
    int to = Math.min(window.outputWidth(), lastInside + 1);
    boolean tiled = to - from >= DepthwiseTile.WINDOWS;
    tilesFrom = tiled ? from : window.outputWidth();
    tilesTo = tiled ? to : window.outputWidth();
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int y = 0; y < window.outputHeight(); y++) {
      for (int x = 0; x < tilesFrom; x++) {
        tile.runEdge(memory, y, x, input, output);
      }
      for (int next = tilesFrom; next < tilesTo; next += DepthwiseTile.WINDOWS) {
        // The last tile moves back over the one before it.
        int x = Math.min(next, tilesTo - DepthwiseTile.WINDOWS);
        tile.run(memory, y, x, input, output);
      }
      for (int x = tilesTo; x < window.outputWidth(); x++) {
        tile.runEdge(memory, y, x, input, output);
      }
    }
  }
}
