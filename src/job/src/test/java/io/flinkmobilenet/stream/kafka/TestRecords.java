package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.stream.state.ImageRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the images topic as the job's source reads them. */
public final class TestRecords {
  private TestRecords() {}

  /** Returns the record with the given value at offset 7 of partition 0. */
  public static ImageRecord image(byte[] value) {
    return new ImageRecordReader(ImagesFormat.AVRO.create())
        .read(new ConsumerRecord<>("images", 0, 7, null, value));
  }
}
