package io.flinkmobilenet.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime with all its optimisations on one thread. */
final class OnnxPeer implements Peer {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final OnnxTensor input;

  /**
   * Creates a peer.
   *
   * @param values {@code [3][height][width]}
   */
  OnnxPeer(byte[] model, float[] values, int height, int width) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
    }
    input =
        OnnxTensor.createTensor(
            environment, FloatBuffer.wrap(values), new long[] {1, 3, height, width});
  }

  @Override
  public String name() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public float[] run() throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, input))) {
      OnnxTensor logits = (OnnxTensor) result.get(OnnxFile.OUTPUT).orElseThrow();
      FloatBuffer values = logits.getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  @Override
  public void close() throws OrtException {
    input.close();
    session.close();
  }
}
