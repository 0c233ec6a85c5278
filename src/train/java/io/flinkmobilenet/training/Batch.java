package io.flinkmobilenet.training;

/**
 * Pictures that are learnt from together.
 *
 * @param rgb unsigned {@code [N][H][W][3]}
 * @param signs indices of their classes {@code [N]}
 * @param edge rows and columns of each
 */
record Batch(byte[] rgb, int[] signs, int edge) {
  int size() {
    return signs.length;
  }
}
