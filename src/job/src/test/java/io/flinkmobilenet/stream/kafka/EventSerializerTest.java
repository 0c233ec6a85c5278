package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.stream.config.JobConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventSerializerTest {
  private static RejectedImage rejected(String id, int bytes) {
    return new RejectedImage(
        id,
        new RecordOrigin("images", 0, 7L),
        Stage.DECODE,
        Reason.TOO_MANY_BYTES,
        "too long",
        ByteBuffer.wrap(new byte[bytes]),
        Instant.ofEpochMilli(5));
  }

  private static ProducerRecord<byte[], byte[]> serialize(RejectedImage event, int maxBytes) {
    EventSerializer<RejectedImage> serializer =
        new EventSerializer<>(
            () -> ResultsFormat.AVRO.create(RejectedImage.class),
            "t",
            maxBytes,
            RejectedImage::getImageId,
            KafkaSinks::cutValue);
    serializer.open(null, null);
    return serializer.serialize(event, null, Long.MAX_VALUE);
  }

  /** Kafka's default buffer has 32 MiB; a longer record would never fit into it. */
  @Test
  void theProducersBufferHoldsTheLongestRecord() {
    JobConfig config = JobConfig.parse("--delivery=at-least-once");
    Properties small = new KafkaSinks(config, OptionalInt.empty()).producerProperties();
    assertThat(small).containsEntry("buffer.memory", "" + (32 << 20));
    Properties large = new KafkaSinks(config, OptionalInt.of(40 << 20)).producerProperties();
    assertThat(large)
        .containsEntry("buffer.memory", "" + (80 << 20))
        .containsEntry("max.request.size", "" + (40 << 20));
  }

  @Test
  void theKeyIsTheIdAndTheTimeThatOfWriting() {
    ProducerRecord<byte[], byte[]> record = serialize(rejected("id", 10), 1000);
    assertThat(record.key()).isEqualTo("id".getBytes(StandardCharsets.UTF_8));
    assertThat(record.topic()).isEqualTo("t");
    assertThat(record.timestamp()).isNull();
    assertThat(serialize(rejected(null, 10), 1000).key()).isNull();
  }

  @Test
  void aValueThatDoesNotFitIsCutAndTheMessageSaysSo() throws Exception {
    ProducerRecord<byte[], byte[]> record = serialize(rejected("id", 5000), 1000);
    assertThat(record.value()).hasSizeLessThanOrEqualTo(1000);
    RejectedImage read = EventCodec.of(RejectedImage.class).decode(record.value());
    assertThat(read.getMessage())
        .isEqualTo("too long (value cut from 5000 bytes, the record would be too long)");
    assertThat(read.getValue().remaining()).isBetween(800, 1000);
  }
}
