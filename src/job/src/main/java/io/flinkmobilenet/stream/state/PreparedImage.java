package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.geometry.InputGeometry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An image on the edge to Classify. The original value is sent as well, because a rejection
 * contains it and a model with another input size needs it.
 *
 * @param record the record as it was read
 * @param inputs the pixels for each input size that a model probably needs; empty if no model is
 *     known
 */
public record PreparedImage(ImageRecord record, List<InputPixels> inputs) {
  /** Returns the pixels for an input size; null if the image was not prepared for it. */
  public byte[] pixels(InputGeometry geometry) {
    for (InputPixels input : inputs) {
      if (input.geometry().equals(geometry)) {
        return input.pixels();
      }
    }
    return null;
  }

  void write(DataOutputView out) throws IOException {
    record.write(out);
    out.writeByte(inputs.size());
    for (InputPixels input : inputs) {
      input.write(out);
    }
  }

  /** Reads an image with a record of the given version of its own format. */
  static PreparedImage read(DataInputView in, int recordVersion, ByteArrays arrays)
      throws IOException {
    ImageRecord record = ImageRecord.read(in, recordVersion, arrays);
    int count = in.readUnsignedByte();
    List<InputPixels> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(InputPixels.read(in, i, arrays));
    }
    return new PreparedImage(record, inputs);
  }
}
