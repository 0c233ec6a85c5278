package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRecordReader;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fuzzes the values of records of every topic. An event that can be read is written and must be
 * read back as the same event; the readers of the images and models topics refuse nothing.
 */
public final class EventsTarget implements FuzzTarget {
  private static final byte[] KEY =
      ("chunk/" + "d".repeat(64) + "/0").getBytes(StandardCharsets.UTF_8);

  private final List<EventCodec<? extends SpecificRecord>> codecs =
      List.of(
          EventCodec.of(ImageEvent.class),
          EventCodec.of(Prediction.class),
          EventCodec.of(RejectedImage.class),
          EventCodec.of(ModelEvent.class),
          EventCodec.of(ModelDecision.class),
          EventCodec.of(ModelStatus.class));
  private final ImageRecordReader images = new ImageRecordReader(ImagesFormat.AVRO.create());
  private final ModelRecordReader models = new ModelRecordReader();
  private final DecisionRecord decisions = new DecisionRecord();

  @Override
  public String run(byte[] input) {
    StringBuilder outcome = new StringBuilder();
    for (EventCodec<? extends SpecificRecord> codec : codecs) {
      String event = event(codec, input);
      if (!event.startsWith("UNKNOWN_SCHEMA")) {
        outcome.append(event).append(", ");
      }
    }
    ImageRecord image = images.read(record("images", null, input));
    Optional<ModelMessage> model = message(KEY, input);
    decisions.read(record("model-decisions", null, input));
    return outcome
        + (image.id() == null ? "" : "a picture, ")
        + model.map(message -> message.getClass().getSimpleName()).orElse("nothing");
  }

  private static <T extends SpecificRecord> String event(EventCodec<T> codec, byte[] input) {
    try {
      T event = codec.decode(input);
      requireSameAgain(codec, event);
      return event.getSchema().getName();
    } catch (UnreadableEventException e) {
      return e.reason() + " " + Outcome.refused(e);
    }
  }

  private static <T extends SpecificRecord> void requireSameAgain(EventCodec<T> codec, T event) {
    try {
      if (!codec.decode(codec.encode(event)).equals(event)) {
        throw new AssertionError("read again, it is another event: " + event);
      }
    } catch (UnreadableEventException e) {
      throw new AssertionError("cannot be read again: " + event, e);
    }
  }

  /** Returns the message of a record of the models topic. */
  public Optional<ModelMessage> message(byte[] key, byte[] value) {
    return models.read(record("models", key, value));
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value) {
    return new ConsumerRecord<>(topic, 0, 7, key, value);
  }

  /** Limit: several objects per byte, because an item of a list may take only one byte. */
  @Override
  public long mayAllocate(byte[] input) {
    return (128 << 10) + 1024L * input.length;
  }

  @Override
  public int longest() {
    return 1024;
  }

  @Override
  public List<byte[]> seeds() {
    return Events.all().stream().map(EventsTarget::encoded).toList();
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its codec writes.
  private static byte[] encoded(SpecificRecord event) {
    return EventCodec.of((Class<SpecificRecord>) event.getClass()).encode(event);
  }
}
