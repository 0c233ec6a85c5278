package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConfluentFormatTest {
  private static final ImageEvent EVENT =
      ImageEvent.newBuilder()
          .setId("a")
          .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
          .setCapturedAt(Instant.ofEpochMilli(1_700_000_000_123L))
          .build();
  private static final String SCHEMA = RegistryAnswers.registration(EVENT.getSchema().toString());

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile int failures;
  private volatile int status = 200;
  private volatile String answer = SCHEMA;
  private volatile boolean silent;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          requests.add(
              "%s %s %s"
                  .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), authorization));
          if (silent) {
            awaitStop();
          }
          boolean fails = requests.size() <= failures;
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(fails ? 500 : status, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  private void awaitStop() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private RegistrySettings settings(Duration deadline) {
    return new RegistrySettings(List.of(URI.create(url())), deadline, "", "", "", false);
  }

  private static EventFormat<ImageEvent> format(RegistrySettings settings) {
    return ImagesFormat.CONFLUENT.create("images", settings);
  }

  /** Does not give up while a test runs. */
  private EventFormat<ImageEvent> patient() {
    return format(settings(Duration.ofSeconds(20)));
  }

  private EventFormat<ImageEvent> format() {
    return format(settings(Duration.ofMillis(1400)));
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("images", 0, 0, null, value);
  }

  private static ConsumerRecord<byte[], byte[]> anyRecord() {
    return record(new byte[] {0, 0, 0, 0, 7, 0});
  }

  @Test
  void schemaIsRegisteredOnceAndAskedForOnce() throws Exception {
    answer = "{\"id\": 258}";
    EventFormat<ImageEvent> writer = patient();
    byte[] value = writer.write(EVENT, new RecordHeaders());
    assertThat(writer.write(EVENT, new RecordHeaders())).isEqualTo(value);
    assertThat(value).startsWith(0, 0, 0, 1, 2);

    answer = SCHEMA;
    EventFormat<ImageEvent> reader = patient();
    for (int i = 0; i < 100; i++) {
      assertThat(reader.read(record(value))).isEqualTo(EVENT);
    }
    assertThat(requests)
        .containsExactly("POST /subjects/images-value/versions null", "GET /schemas/ids/258 null");
  }

  @Test
  void errorOfTheServerIsTriedAgain() throws Exception {
    failures = 2;
    answer = "{\"id\": 1}";

    assertThat(patient().write(EVENT, new RecordHeaders())).startsWith(0, 0, 0, 0, 1);
    assertThat(requests).hasSize(3);
  }

  @Test
  void unknownIdIsRejected() {
    status = 404;
    answer = "{\"error_code\": 40403, \"message\": \"Schema not found\"}";

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOfSatisfying(
            UnreadableEventException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA))
        .hasMessage(
            "expected a schema of Avro in the registry " + url() + ", found none with id 7");
  }

  /** A proxy in front of a registry that is away must not make the job reject every image. */
  @Test
  void notFoundBySomethingElseFails() {
    status = 404;
    answer = "{\"error\": \"no route\"}";

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageEndingWith("expected an answer with a field error_code, found none");
  }

  @Test
  void missingCredentialsFailAtOnce() {
    status = 401;
    answer = "{\"error_code\": 401, \"message\": \"No\\nway\"}";

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage("schema registry " + url() + ": found status 401: No way");
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>|Unexpected character ('<' (code 60))",
        "[]|expected an answer that is a JSON object",
        "{\"schema\": 5}|expected an answer with a field schema, found none",
        "{\"schema\": \"\", \"references\": [{\"subject\": \"b\"}]}|expected references with a"
            + " subject and a version, found one without",
        "{\"schema\": \"\", \"references\": [[]]}|expected references with a subject and a version",
      })
  void garbageIsTriedAgainAndThenFails(String garbage, String message) {
    answer = garbage;

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageStartingWith(
            "schema registry " + url() + ": no usable answer within 1400 ms: " + message);
    assertThat(requests).hasSizeGreaterThan(1);
  }

  @Test
  void hugeAnswerFails() {
    answer = " ".repeat((4 << 20) + 1);

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("expected an answer of at most 4194304 bytes");
  }

  @Test
  void silentRegistryFailsAtTheDeadline() {
    silent = true;

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(url())
        .hasMessageContaining("found no answer in");
  }

  @Test
  void absentRegistryFailsAtTheDeadline() {
    server.stop(0);

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageStartingWith(
            "schema registry " + url() + ": no usable answer within 1400 ms: ConnectException");
  }

  @Test
  void schemaThatDoesNotResolveIsRejected() {
    answer = "{\"schema\": \"\\\"int\\\"\"}";

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("ImageEvent of 6 bytes, schema 7: Found int, expecting ");
  }

  @Test
  void valueWithoutHeaderIsRejected() {
    assertThatThrownBy(() -> format().read(record(new byte[] {5, 0, 0, 0, 7})))
        .hasMessage(
            "ImageEvent of 5 bytes: expected a zero byte and a schema id of 4 bytes, found 05"
                + " first");
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schema\": \"a\", \"schemaType\": \"PROTOBUF\"}|another type of schema for",
      })
  void schemaOfAnotherKindIsRejected(String found, String message) {
    answer = found;

    EventFormat<ImageEvent> format = patient();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> format.read(anyRecord()))
          .isInstanceOf(UnreadableEventException.class)
          .hasMessageEndingWith(", found " + message + " id 7");
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void emptyListOfReferencesIsNone() throws Exception {
    answer = "{\"references\": [], \"id\": 1}";
    byte[] value = patient().write(EVENT, new RecordHeaders());
    answer = SCHEMA.replaceFirst("\\{", "{\"references\": [], \"schemaType\": \"AVRO\",");

    assertThat(patient().read(record(value))).isEqualTo(EVENT);
  }

  @Test
  void unknownIdIsAskedForOnceInAWhile() {
    status = 404;
    answer = "{\"error_code\": 40403}";
    EventFormat<ImageEvent> format = patient();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> format.read(anyRecord())).hasMessageEndingWith("none with id 7");
      assertThatThrownBy(() -> format.read(record(new byte[] {0, -1, -1, -1, -1, 0})))
          .hasMessageEndingWith("none with id 4294967295");
    }
    assertThat(requests)
        .containsExactly("GET /schemas/ids/7 null", "GET /schemas/ids/4294967295 null");
  }

  /** Otherwise whoever answers could have the credentials sent elsewhere. */
  @Test
  void redirectIsNotFollowed() {
    status = 302;

    assertThatThrownBy(() -> format().read(anyRecord()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageEndingWith("no usable answer within 1400 ms: found status 302");
    assertThat(requests).allMatch(request -> request.startsWith("GET /schemas/ids/7 "));
  }

  @Test
  void incompatibleSchemaFailsAtOnceWithTheReason() {
    status = 409;
    answer = "{\"error_code\": 409, \"message\": \"READER_FIELD_MISSING\"}";

    assertThatThrownBy(() -> patient().prepareWriting())
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage("schema registry " + url() + ": found status 409: READER_FIELD_MISSING");
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:p@host", "http://host?key=k", "ftp://host", "host"})
  void urlWithMoreThanAnAddressIsRefused(String url) {
    List<URI> urls = List.of(URI.create(url));

    assertThatThrownBy(() -> new RegistrySettings(urls, Duration.ofSeconds(1), "", "", "", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected the URL of a schema registry, https://HOST:PORT, without credentials or a"
                + " query");
  }
}
