package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.kernel.PixelKernels;

/** The blocks that wait for their transform, by component. */
final class Groups {
  private final BlockGroup[] whole = new BlockGroup[4];

  /** One block at a time, of any component of a reduced picture. */
  private final BlockGroup reduced;

  Groups(PixelKernels kernels) {
    for (int i = 0; i < whole.length; i++) {
      whole[i] = new BlockGroup(kernels, kernels.lanes());
    }
    reduced = new BlockGroup(kernels, 1);
  }

  /** Where blocks wait that become so many samples each way. */
  BlockGroup of(Component component) {
    return component.blockSize == 8 ? whole[component.index] : reduced;
  }

  /** Forgets what an unfinished picture has left. */
  void clear() {
    for (BlockGroup group : whole) {
      group.clear();
    }
    reduced.clear();
  }
}
