package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.Prediction;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A prediction on the edge to the sink.
 *
 * @param event the event
 * @param headers headers of the image's record that come back
 */
public record PredictedImage(Prediction event, List<CopiedHeader> headers)
    implements HeadedEvent<Prediction> {
  private static final LateCodec<Prediction> CODEC = new LateCodec<>(Prediction.class);

  void write(DataOutputView out) throws IOException {
    Wire.writeBytes(out, CODEC.get().encode(event));
    CopiedHeader.writeAll(out, headers);
  }

  static PredictedImage read(DataInputView in, boolean withHeaders) throws IOException {
    Prediction event = CODEC.read(in);
    return new PredictedImage(event, withHeaders ? CopiedHeader.readAll(in) : List.of());
  }
}
