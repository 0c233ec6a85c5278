package io.flinkmobilenet.weights.tflite;

import static io.flinkmobilenet.weights.tflite.TfLiteBytes.number;
import static io.flinkmobilenet.weights.tflite.TfLiteBytes.octet;

import io.flinkmobilenet.weights.tflite.TfLiteBytes.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes quantised files of TensorFlow Lite: a convolution of one pixel with two filters. */
public final class QuantisedTfLite {
  private QuantisedTfLite() {}

  /** Returns a network of two classes that reads an image of bytes. */
  public static byte[] ofBytes() {
    return file(TfLiteBytes.UINT8, new float[] {0.5f}, new long[] {1});
  }

  /**
   * Returns a network.
   *
   * @param input type of the image's values
   * @param scales scale of the weights, or of each filter's
   * @param zeros their zero points
   */
  static byte[] file(int input, float[] scales, long[] zeros) {
    TfLiteBytes file = new TfLiteBytes();
    int image =
        input == TfLiteBytes.FLOAT32
            ? file.map(1, 1, 1, 3)
            : file.quantised(input, null, 0, new float[] {0.5f}, new long[] {3}, 1, 1, 1, 3);
    byte[] stored = {1, 2, 3, -4, 5, -128};
    int weights = file.quantised(TfLiteBytes.INT8, stored, 0, scales, zeros, 2, 1, 1, 3);
    byte[] sums =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(10).putInt(-20).array();
    int bias =
        file.quantised(TfLiteBytes.INT32, sums, 0, new float[] {0.25f, 0.5f}, new long[] {0, 0}, 2);
    int result =
        file.add(
            OperatorKind.CONV_2D,
            1,
            new Field[] {octet(1), number(1), number(1)},
            new int[] {1, 1, 1, 2},
            image,
            weights,
            bias);
    return file.toBytes(image, result);
  }
}
