package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Place in Kafka from which a record was read.
 *
 * @param topic name of the topic
 * @param partition number of the partition, from 0
 * @param offset offset in the partition, from 0
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

  /** Returns {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
