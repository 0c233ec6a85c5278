package io.flinkmobilenet.keras;

import java.util.List;

/**
 * The result of a layer. Its extents are what Keras sees, without the batch; the node's map may
 * have others with as many values in the same order, because a layer that only changes extents adds
 * no node.
 *
 * @param node index of the node
 * @param extents extents in Keras: {@code [H][W][C]}, {@code [H][W]} or {@code [C]}
 * @param normalised how many normalisations of the image's pixels it includes; 0 for other nodes
 */
record LayerValue(int node, List<Integer> extents, int normalised) {
  LayerValue {
    extents = List.copyOf(extents);
  }

  static LayerValue of(int node, Integer... extents) {
    return new LayerValue(node, List.of(extents), 0);
  }

  /** Returns the same values with other extents. */
  LayerValue extents(List<Integer> others) {
    return new LayerValue(node, others, normalised);
  }

  int rank() {
    return extents.size();
  }

  /** Returns the last extent, which counts the channels. */
  int channels() {
    return extents.get(extents.size() - 1);
  }

  /** Returns whether this is the image, with or without normalisation. */
  boolean image() {
    return node == 0;
  }
}
