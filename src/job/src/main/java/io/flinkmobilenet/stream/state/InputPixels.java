package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.geometry.InputGeometry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The pixels of an image at the input size of a model.
 *
 * @param geometry the input size, and how the image was brought to it
 * @param pixels unsigned bytes [cropHeight, cropWidth, 3], red, green, blue; not copied
 */
public record InputPixels(InputGeometry geometry, byte[] pixels) {
  void write(DataOutputView out) throws IOException {
    Geometries.write(out, geometry);
    Wire.writeBytes(out, pixels);
  }

  static InputPixels read(DataInputView in, int number, ByteArrays arrays) throws IOException {
    InputGeometry geometry = Geometries.read(in);
    byte[] pixels = arrays.exactly(number, Wire.readLength(in));
    in.readFully(pixels);
    return new InputPixels(geometry, pixels);
  }
}
