package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import java.util.Arrays;

/**
 * Finds the maps that can be written where a concatenation has them, so that they need not be
 * copied: those of convolutions that only one concatenation reads, and only once.
 */
final class ConcatenatedMaps {
  private static final int NONE = -1;

  private final Graph graph;

  /** For each node the concatenation that reads it, or {@link #NONE}. */
  private final int[] reader;

  /** For each node the number of channels before its own in that concatenation. */
  private final int[] offset;

  ConcatenatedMaps(Graph graph) {
    this.graph = graph;
    reader = new int[graph.nodes().size()];
    offset = new int[reader.length];
    Arrays.fill(reader, NONE);
    int[] reads = reads();
    for (int index = 0; index < reader.length; index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Concatenation) {
        find(index, node, reads);
      }
    }
  }

  /** Returns how often each node is read; an output of the graph counts once more. */
  private int[] reads() {
    int[] reads = new int[reader.length];
    graph.nodes().forEach(node -> node.inputs().forEach(input -> reads[input]++));
    graph.outputs().values().forEach(output -> reads[output]++);
    return reads;
  }

  private void find(int index, Node node, int[] reads) {
    int channels = 0;
    for (int input : node.inputs()) {
      Node read = graph.nodes().get(input);
      if (reads[input] == 1 && read.operator() instanceof Convolution) {
        reader[input] = index;
        offset[input] = channels;
      }
      channels += read.shape().channels();
    }
  }

  /** Returns whether a concatenation could have the map of a node in place. */
  boolean contains(int node) {
    return reader[node] != NONE;
  }

  /** Returns the concatenation that reads the node. */
  int reader(int node) {
    return reader[node];
  }

  /** Returns the number of floats from the start of the concatenation to the map's first value. */
  int offset(int node) {
    return offset[node];
  }
}
