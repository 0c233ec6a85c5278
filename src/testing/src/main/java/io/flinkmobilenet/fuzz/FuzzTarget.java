package io.flinkmobilenet.fuzz;

import java.util.List;

/** A door through which bytes come in, and what has to hold behind it whatever they are. */
public interface FuzzTarget {
  /**
   * Gives the input to the product.
   *
   * @return what became of it: the same text for inputs that were treated alike
   * @throws Exception or an {@link AssertionError} where something does not hold
   */
  String run(byte[] input) throws Exception;

  /**
   * Bytes of heap that the product may take for an input, all of it together: what it needs at any
   * moment is less.
   *
   * @param input as the target is given it
   */
  long mayAllocate(byte[] input);

  /** Longest input that is tried, bytes. */
  int longest();

  /** Inputs to begin with. */
  List<byte[]> seeds() throws Exception;
}
