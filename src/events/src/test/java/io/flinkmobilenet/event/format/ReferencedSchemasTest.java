package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas in a registry that use types of other schemas there. */
@Timeout(60)
class ReferencedSchemasTest {
  private static final String FRAME =
      """
      {"type": "record", "name": "Frame", "fields": [
        {"name": "id", "type": "string"},
        {"name": "lens", "type": "com.acme.Lens"},
        {"name": "image", "type": "bytes"},
        {"name": "capturedAt", "type": "long"},
        {"name": "second", "type": "com.acme.Lens"}]}\
      """;
  private static final String LENS =
      """
      {"type": "record", "name": "Lens", "namespace": "com.acme", "fields": [
        {"name": "mount", "type": "Mount"}, {"name": "millimetres", "type": "int"}]}\
      """;
  private static final String MOUNT =
      "{\"type\": \"enum\", \"name\": \"Mount\", \"namespace\": \"com.acme\", \"symbols\": [\"C\","
          + " \"F\"]}";

  /** A frame with the id a, the image 1 2 3, and the time 5. */
  private static final byte[] VALUE = {2, 'a', 0, 100, 6, 1, 2, 3, 10, 2, 40};

  private SchemaRegistryServer server;

  @BeforeEach
  void start() throws Exception {
    server = SchemaRegistryServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Does not give up while a test runs. */
  private EventFormat<ImageEvent> format() {
    return format(Duration.ofSeconds(50));
  }

  private EventFormat<ImageEvent> format(Duration deadline) {
    return ImagesFormat.CONFLUENT.create(
        "images", new RegistrySettings(List.of(server.url()), deadline, "", "", "", false));
  }

  private static ConsumerRecord<byte[], byte[]> value(int id) {
    byte[] value =
        ByteBuffer.allocate(5 + VALUE.length).put((byte) 0).putInt(id).put(VALUE).array();
    return new ConsumerRecord<>("images", 0, 0, null, value);
  }

  private void requireRejected(int id, String found) {
    EventFormat<ImageEvent> format = format();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> format.read(value(id)))
          .isInstanceOfSatisfying(
              UnreadableEventException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA))
          .hasMessage(
              "expected a schema of Avro in the registry %s, found %s for id %d"
                  .formatted(server.url(), found, id));
    }
  }

  @Test
  void areReadWithThoseThatTheyReferTo() throws Exception {
    server.add("mounts", 1, MOUNT);
    server.add("lenses/all of them", 3, LENS, "mounts 1");
    int id = server.add("frames", 1, FRAME, "lenses/all of them 3", "mounts 1");
    EventFormat<ImageEvent> format = format();
    for (int i = 0; i < 10; i++) {
      ImageEvent event = format.read(value(id));
      assertThat(event.getId()).isEqualTo("a");
      assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(event.getCapturedAt().toEpochMilli()).isEqualTo(5);
    }
    assertThat(server.requests())
        .containsExactly(
            "GET /schemas/ids/" + id,
            "GET /subjects/lenses/all of them/versions/3",
            "GET /subjects/mounts/versions/1");
  }

  @Test
  void areRejectedIfOneIsNotThere() {
    server.add("lenses", 1, LENS, "mounts 2");
    int id = server.add("frames", 1, FRAME, "lenses 1");
    requireRejected(id, "none as version 2 of mounts");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void areRejectedIfThereAreTooMany() {
    for (int i = 1; i <= 40; i++) {
      server.add("a", i, "\"int\"", "a " + (i + 1));
    }
    requireRejected(server.add("frames", 1, FRAME, "a 1"), "more than 16 references");
    String[] many = new String[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = "b " + (i + 1);
      server.add("b", i + 1, "\"int\"");
    }
    requireRejected(server.add("frames", 2, FRAME, many), "more than 16 references");
    assertThat(server.requests()).hasSize(2 * 17);
  }

  @Test
  void areRejectedIfTheyAreTooLong() {
    server.add("a", 1, "\"int\"" + " ".repeat(200_000));
    server.add("a", 2, "\"int\"" + " ".repeat(200_000));
    server.add("a", 3, "\"int\"");
    requireRejected(
        server.add("frames", 1, FRAME, "a 1", "a 2", "a 3"),
        "more than 262144 characters with all references");
  }

  @Test
  void areRejectedIfTheyNeedThemselves() throws Exception {
    server.add("lenses", 1, LENS, "mounts 1");
    server.add("mounts", 1, MOUNT, "lenses 1");
    int id = server.add("frames", 1, FRAME, "lenses 1", "mounts 1");
    server.add("cycle", 1, LENS, "cycle 1");
    int cycle = server.add("frames", 2, FRAME, "cycle 1");
    assertThatThrownBy(() -> format().read(value(cycle)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("ImageEvent of 16 bytes, schema " + cycle + ": ")
        .hasMessageContaining("Mount");
    assertThat(server.requests()).hasSize(2);
    // The enum uses no type of the schema that it refers to, and so this order is one to parse in.
    assertThat(format().read(value(id)).getId()).isEqualTo("a");
  }

  @Test
  void registryThatGoesAwayBetweenThemRejectsNothing() throws Exception {
    int id = server.add("frames", 1, FRAME, "away 1");
    server.failBelow("/subjects/away");
    assertThatThrownBy(() -> format(Duration.ofSeconds(3)).read(value(id)))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageStartingWith(
            "schema registry " + server.url() + ": no usable answer within 3000 ms: found ");
    server.failBelow("/nothing");
    server.add("away", 1, LENS.replace("\"Mount\"", "\"int\""));
    assertThat(format().read(value(id)).getId()).isEqualTo("a");
  }
}
