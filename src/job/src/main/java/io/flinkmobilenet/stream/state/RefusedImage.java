package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.RejectedImage;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A rejection on the edge to the sink.
 *
 * @param event the event
 * @param headers headers of the image's record that come back
 */
public record RefusedImage(RejectedImage event, List<CopiedHeader> headers)
    implements HeadedEvent<RejectedImage> {
  private static final LateCodec<RejectedImage> CODEC = new LateCodec<>(RejectedImage.class);

  void write(DataOutputView out) throws IOException {
    Wire.writeBytes(out, CODEC.get().encode(event));
    CopiedHeader.writeAll(out, headers);
  }

  static RefusedImage read(DataInputView in, boolean withHeaders) throws IOException {
    RejectedImage event = CODEC.read(in);
    return new RefusedImage(event, withHeaders ? CopiedHeader.readAll(in) : List.of());
  }
}
