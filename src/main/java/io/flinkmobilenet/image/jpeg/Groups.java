package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.kernel.PixelKernels;

/** The blocks that wait for their transform, by component. */
final class Groups {
  private final BlockGroup[] whole = new BlockGroup[4];

  /** One block at a time, of any component of a reduced picture, by the samples each way. */
  private final BlockGroup[] reduced = new BlockGroup[8];

  Groups(PixelKernels kernels) {
    for (int i = 0; i < whole.length; i++) {
      whole[i] = new BlockGroup(kernels, kernels.lanes(), 8);
    }
    for (int size = 1; size < 8; size *= 2) {
      reduced[size] = new BlockGroup(kernels, 1, size);
    }
  }

  /** Where blocks wait that become so many samples each way. */
  BlockGroup of(Component component) {
    return component.blockSize == 8 ? whole[component.index] : reduced[component.blockSize];
  }

  /** Forgets what an unfinished picture has left. */
  void clear() {
    for (BlockGroup group : whole) {
      group.clear();
    }
    for (int size = 1; size < 8; size *= 2) {
      reduced[size].clear();
    }
  }
}
