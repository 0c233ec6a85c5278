package io.flinkmobilenet.peers;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;

/** TensorFlow Lite with XNNPACK, which is part of its operator resolver, on one thread. */
final class TfLitePeer implements Peer {
  private final BytePointer model;
  private final BuiltinOpResolver resolver = new BuiltinOpResolver();
  private final FlatBufferModel parsed;
  private final Interpreter interpreter = new Interpreter((Pointer) null);
  private final float[] logits;

  /**
   * Creates a peer.
   *
   * @param values {@code [height][width][3]}
   */
  TfLitePeer(byte[] bytes, float[] values, int classes) {
    model = new BytePointer(bytes);
    parsed = FlatBufferModel.VerifyAndBuildFromBuffer(model, bytes.length);
    if (parsed == null || parsed.isNull()) {
      throw new IllegalStateException("TensorFlow Lite cannot read the model");
    }
    try (InterpreterBuilder builder = new InterpreterBuilder(parsed, resolver)) {
      builder.apply(interpreter, 1);
    }
    if (interpreter.AllocateTensors() != 0) {
      throw new IllegalStateException("TensorFlow Lite does not accept the model");
    }
    FloatPointer input = interpreter.typed_input_tensor_float(0);
    input.capacity(values.length).put(values, 0, values.length);
    logits = new float[classes];
  }

  @Override
  public String name() {
    return "TensorFlow Lite 2.20 + XNNPACK";
  }

  @Override
  public float[] run() {
    interpreter.Invoke();
    FloatBuffer output =
        interpreter.typed_output_tensor_float(0).capacity(logits.length).asBuffer();
    output.get(logits);
    return logits;
  }

  @Override
  public void close() {
    interpreter.close();
    parsed.close();
    resolver.close();
    model.close();
  }
}
