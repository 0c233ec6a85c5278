package io.flinkmobilenet.training;

/**
 * Images that are used together in one training step.
 *
 * @param rgb unsigned {@code [N][H][W][3]}
 * @param signs indices of their classes {@code [N]}
 * @param edge rows and columns of each image
 */
record Batch(byte[] rgb, int[] signs, int edge) {
  int size() {
    return signs.length;
  }
}
