package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Where in Kafka a record was read.
 *
 * @param topic name
 * @param partition from 0
 * @param offset from 0
 */
public record Origin(String topic, int partition, long offset) {
  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, topic);
    out.writeInt(partition);
    out.writeLong(offset);
  }

  static Origin read(DataInputView in) throws IOException {
    return new Origin(Wire.readText(in), in.readInt(), in.readLong());
  }

  /** {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
