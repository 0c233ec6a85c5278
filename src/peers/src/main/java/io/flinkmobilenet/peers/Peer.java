package io.flinkmobilenet.peers;

import ai.onnxruntime.OrtException;

/** One implementation that runs the network on one thread. */
interface Peer extends AutoCloseable {
  /** Name in reports. */
  String name();

  /**
   * Runs the network on the image with which the peer was created.
   *
   * @return the logits; the next run may overwrite them
   */
  float[] run() throws Exception;

  @Override
  default void close() throws OrtException {}
}
