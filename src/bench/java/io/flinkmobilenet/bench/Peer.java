package io.flinkmobilenet.bench;

import ai.onnxruntime.OrtException;

/** One way to run the network, with one thread. */
interface Peer extends AutoCloseable {
  /** What a report calls it. */
  String name();

  /**
   * Runs the network on the picture that it was made with.
   *
   * @return the logits; the next run may overwrite them
   */
  float[] run() throws Exception;

  @Override
  default void close() throws OrtException {}
}
