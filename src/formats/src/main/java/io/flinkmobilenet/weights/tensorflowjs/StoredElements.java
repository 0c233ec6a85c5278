package io.flinkmobilenet.weights.tensorflowjs;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Elements of weights. Quantised ones are whole numbers q, whose values are q · scale + least.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">WeightsManifestEntry</a>
 */
final class StoredElements {
  private StoredElements() {}

  /** Returns the number of bytes of an element, or 0 if the type is not known. */
  static int bytes(String type) {
    return switch (type) {
      case "float32", "int32" -> 4;
      case "float16", "uint16" -> 2;
      case "uint8", "bool" -> 1;
      default -> 0;
    };
  }

  static float[] decode(ByteBuffer elements, String type, double scale, double least) {
    if (type.equals("float32")) {
      return ElementDecoder.decode(elements, DType.F32);
    }
    if (type.equals("float16")) {
      return ElementDecoder.decode(elements, DType.F16);
    }
    ByteBuffer source = elements.slice().order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes(type);
    float[] values = new float[source.remaining() / size];
    for (int i = 0; i < values.length; i++) {
      int whole =
          switch (size) {
            case 1 -> source.get(i) & 0xFF;
            case 2 -> source.getShort(2 * i) & 0xFFFF;
            default -> source.getInt(4 * i);
          };
      values[i] = (float) (whole * scale + least);
    }
    return values;
  }
}
