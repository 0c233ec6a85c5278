package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Fuzzes whole records in every format of a topic. The first byte of an input is the number of its
 * headers; each is a name and a value with a byte for its length in front; the rest is the value.
 *
 * <p>An event that can be read is written and must be read back as the same event, and the reader
 * of the images topic refuses nothing.
 */
public final class EventFormatsTarget implements FuzzTarget {
  private static final Set<Class<?>> KINDS =
      Set.of(Prediction.class, RejectedImage.class, ModelStatus.class);

  /** All but the one that needs a registry of schemas, which has a target of its own. */
  private static final List<ResultsFormat> RESULTS =
      Arrays.stream(ResultsFormat.values())
          .filter(format -> format != ResultsFormat.CONFLUENT)
          .toList();

  private final List<EventFormat<ImageEvent>> images =
      Arrays.stream(ImagesFormat.values())
          .filter(format -> format != ImagesFormat.CONFLUENT)
          .map(ImagesFormat::create)
          .toList();
  private final List<ImageRecordReader> readers =
      images.stream().map(ImageRecordReader::new).toList();
  private final List<EventFormat<? extends SpecificRecord>> results = new ArrayList<>();

  /** Tries all formats. */
  public EventFormatsTarget() {
    for (ResultsFormat format : RESULTS) {
      results.add(format.create(Prediction.class));
      results.add(format.create(RejectedImage.class));
      results.add(format.create(ModelStatus.class));
    }
  }

  @Override
  public String run(byte[] input) {
    ConsumerRecord<byte[], byte[]> record = record(input);
    StringBuilder outcome = new StringBuilder();
    for (int i = 0; i < images.size(); i++) {
      ImageRecord read = readers.get(i).read(record);
      if (read.value() != record.value()) {
        throw new AssertionError("the value is another one");
      }
      if (read.image() != null) {
        read.encodedImage();
      }
      outcome.append(event(images.get(i), record)).append(", ");
    }
    for (EventFormat<? extends SpecificRecord> format : results) {
      outcome.append(event(format, record)).append(", ");
    }
    return outcome.toString();
  }

  private static <T extends SpecificRecord> String event(
      EventFormat<T> format, ConsumerRecord<byte[], byte[]> record) {
    try {
      T event = format.read(record);
      requireSameAgain(format, event, record.key());
      return event.getSchema().getName();
    } catch (UnreadableEventException e) {
      return e.reason() + " " + Outcome.refused(e);
    }
  }

  private static <T extends SpecificRecord> void requireSameAgain(
      EventFormat<T> format, T event, byte[] key) {
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    Long time = format.timestamp(event);
    try {
      T again = format.read(record(time == null ? 0 : time, key, value, headers));
      if (!again.equals(event)) {
        throw new AssertionError("read again, it is another event: " + event);
      }
    } catch (UnreadableEventException e) {
      throw new AssertionError("cannot be read again: " + event, e);
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] input) {
    Headers headers = new RecordHeaders();
    int count = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
    int position = Math.min(1, input.length);
    for (int i = 0; i < count && position < input.length; i++) {
      byte[] name = part(input, position);
      position += 1 + name.length;
      byte[] value = part(input, position);
      position = Math.min(input.length, position + 1 + value.length);
      headers.add(new String(name, StandardCharsets.UTF_8), value);
    }
    byte[] value = Arrays.copyOfRange(input, Math.min(position, input.length), input.length);
    return record(0, "key".getBytes(StandardCharsets.UTF_8), value, headers);
  }

  private static byte[] part(byte[] input, int position) {
    if (position >= input.length) {
      return new byte[0];
    }
    int end = position + 1 + Byte.toUnsignedInt(input[position]);
    return Arrays.copyOfRange(input, position + 1, Math.min(end, input.length));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long time, byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "t", 0, 7, time, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
  }

  /** Limit: several objects per byte, because an item of a list may take only two bytes. */
  @Override
  public long mayAllocate(byte[] input) {
    return (512 << 10) + 4096L * input.length;
  }

  @Override
  public int longest() {
    return 2048;
  }

  @Override
  public List<byte[]> seeds() {
    return Events.all().stream()
        .filter(event -> KINDS.contains(event.getClass()))
        .flatMap(event -> RESULTS.stream().map(format -> seed(format, event)))
        .toList();
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its format writes.
  private static byte[] seed(ResultsFormat format, SpecificRecord event) {
    Headers headers = new RecordHeaders();
    byte[] value = format.create((Class<SpecificRecord>) event.getClass()).write(event, headers);
    ByteArrayOutputStream seed = new ByteArrayOutputStream();
    seed.write(headers.toArray().length);
    for (Header header : headers) {
      byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
      seed.write(name.length);
      seed.writeBytes(name);
      seed.write(header.value().length);
      seed.writeBytes(header.value());
    }
    seed.writeBytes(value);
    return seed.toByteArray();
  }
}
