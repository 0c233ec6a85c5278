package io.flinkmobilenet.format.layout;

/**
 * A value that depends on the image.
 *
 * @param node index of the node of the graph that computes it
 * @param layout order of its elements in the file
 */
public record MapValue(int node, Layout layout) implements ImportedValue {
  @Override
  public int[] extents() {
    return layout.extents();
  }
}
