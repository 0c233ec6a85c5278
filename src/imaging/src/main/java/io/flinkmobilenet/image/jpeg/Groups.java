package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.PixelKernels;

/** The blocks collected for their transform, by component. */
final class Groups {
  private final BlockGroup[] whole = new BlockGroup[4];

  /**
   * Groups of one block for components of reduced images, by samples per block in each direction.
   */
  private final BlockGroup[] reduced = new BlockGroup[8];

  Groups(PixelKernels kernels) {
    for (int i = 0; i < whole.length; i++) {
      whole[i] = new BlockGroup(kernels, kernels.lanes(), 8);
    }
    for (int size = 1; size < 8; size *= 2) {
      reduced[size] = new BlockGroup(kernels, 1, size);
    }
  }

  /** The group that collects the blocks of a component. */
  BlockGroup of(Component component) {
    return component.blockSize == 8 ? whole[component.index] : reduced[component.blockSize];
  }

  /** Discards what an unfinished image has left. */
  void clear() {
    for (BlockGroup group : whole) {
      group.clear();
    }
    for (int size = 1; size < 8; size *= 2) {
      reduced[size].clear();
    }
  }
}
