package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Fuzzes what a registry answers, together with values that were written with the schema in the
 * answer. An input is the length of the answer, 2 bytes, big-endian, the answer, and the value.
 *
 * <p>An event that can be read is written with our schema and must be read back as the same event.
 */
public final class ConfluentTarget implements FuzzTarget {
  private static final int LENGTH_BYTES = 2;
  private static final int OWN_ID = 1;
  private static final int OTHER_ID = 2;
  private static final List<Class<? extends SpecificRecord>> KINDS =
      List.of(ImageEvent.class, Prediction.class, RejectedImage.class, ModelStatus.class);

  @Override
  public String run(byte[] input) {
    int length = input.length < LENGTH_BYTES ? 0 : ByteBuffer.wrap(input).getShort() & 0xFFFF;
    int end = Math.min(LENGTH_BYTES + length, input.length);
    String answer =
        new String(
            Arrays.copyOfRange(input, Math.min(LENGTH_BYTES, input.length), end),
            StandardCharsets.UTF_8);
    StringBuilder outcome = new StringBuilder(others(answer));
    try {
      RegistryAnswers.Registered found = RegistryAnswers.schema(answer);
      outcome.append(found.references().size());
      byte[] value = Arrays.copyOfRange(input, end, input.length);
      for (Class<? extends SpecificRecord> kind : KINDS) {
        outcome.append(", ").append(event(kind, found.schema(), value));
      }
    } catch (IOException e) {
      outcome.append(Outcome.refused(e));
    }
    return outcome.toString();
  }

  /** Reads the answer as one to the other requests. */
  private static String others(String answer) {
    StringBuilder outcome = new StringBuilder();
    try {
      RegistryAnswers.requireMissing(answer);
      outcome.append("missing ");
    } catch (IOException e) {
      outcome.append(Outcome.refused(e)).append(' ');
    }
    try {
      RegistryAnswers.id(answer);
      outcome.append("id ");
    } catch (IOException e) {
      outcome.append(Outcome.refused(e)).append(' ');
    }
    String reason = RegistryAnswers.reason(answer);
    if (reason.length() > 250 || reason.lines().count() > 1) {
      throw new AssertionError("expected a short line, found " + reason);
    }
    return outcome.append(reason.isEmpty() ? "" : "reason ").toString();
  }

  private static <T extends SpecificRecord> String event(
      Class<T> kind, String schema, byte[] value) {
    Store store = new Store(schema);
    ConfluentFormat<T> format = new ConfluentFormat<>(kind, store, "t");
    try {
      T event = format.read(record(value));
      T again = format.read(record(format.write(event, new RecordHeaders())));
      if (!again.equals(event)) {
        throw new AssertionError("read again, it is another event: " + event);
      }
      return kind.getSimpleName();
    } catch (UnreadableEventException e) {
      if (store.own != null) {
        throw new AssertionError("cannot be read again", e);
      }
      return e.reason() + " " + Outcome.refused(e);
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("t", 0, 7, null, value);
  }

  /** The schema of an answer under every id but our own. */
  private static final class Store implements SchemaStore {
    private final String other;
    private String own;

    Store(String other) {
      this.other = other;
    }

    @Override
    public List<String> schema(int id) {
      return List.of(own != null && id == OWN_ID ? own : other);
    }

    @Override
    public int id(String name, String subject, String schema) {
      own = schema;
      return OWN_ID;
    }
  }

  /** Limit: a short schema may stand for thousands of types, and each format parses our own. */
  @Override
  public long mayAllocate(byte[] input) {
    return (8 << 20) + 8192L * input.length;
  }

  @Override
  public int longest() {
    return 8192;
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (SpecificRecord event : Events.all()) {
      if (KINDS.contains(event.getClass())) {
        seeds.add(seed(event));
      }
    }
    String foreign =
        "{\"type\":\"record\",\"name\":\"P\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},"
            + "{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"int\"]}},"
            + "{\"name\":\"image\",\"type\":\"bytes\"},{\"name\":\"capturedAt\",\"type\":\"int\"}]}";
    byte[] value = {0, 0, 0, 0, OTHER_ID, 2, 'a', 4, 0, 2, 6, 0, 2, 'b', 2};
    seeds.add(seed(RegistryAnswers.registration(foreign), value));
    seeds.add(seed("{\"error_code\":40403,\"message\":\"none\"}", value));
    seeds.add(seed("{\"id\":3,\"references\":[{}],\"schema\":\"\\\"int\\\"\"}", value));
    return seeds;
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its format writes.
  private static byte[] seed(SpecificRecord event) {
    Store store = new Store("");
    byte[] value =
        new ConfluentFormat<>((Class<SpecificRecord>) event.getClass(), store, "t")
            .write(event, new RecordHeaders());
    value[4] = OTHER_ID;
    return seed(RegistryAnswers.registration(store.own), value);
  }

  private static byte[] seed(String answer, byte[] value) {
    byte[] text = answer.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(LENGTH_BYTES + text.length + value.length)
        .putShort((short) text.length)
        .put(text)
        .put(value)
        .array();
  }
}
