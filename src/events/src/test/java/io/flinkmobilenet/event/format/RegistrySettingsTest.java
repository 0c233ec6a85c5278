package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The settings of a registry, with one that keeps its schemas. */
@Timeout(60)
class RegistrySettingsTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private SchemaRegistryServer server;

  @BeforeEach
  void start() throws IOException {
    server = SchemaRegistryServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private EventFormat<ImageEvent> images(boolean readOnly) {
    return ImagesFormat.CONFLUENT.create(
        "images", new RegistrySettings(List.of(server.url()), PATIENT, "", "", "", readOnly));
  }

  @Test
  void everyEventComesBack() throws Exception {
    for (SpecificRecord event : Events.all()) {
      requireSame(event);
    }
    assertThat(server.requests()).contains("POST /subjects/t-value/versions");
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its format writes.
  private void requireSame(SpecificRecord event) throws Exception {
    RegistrySettings settings =
        new RegistrySettings(List.of(server.url()), PATIENT, "", "", "", false);
    EventFormat<SpecificRecord> format =
        ResultsFormat.CONFLUENT.create((Class<SpecificRecord>) event.getClass(), "t", settings);
    byte[] value = format.write(event, new RecordHeaders());

    assertThat(format.read(new ConsumerRecord<>("t", 0, 0, null, value))).isEqualTo(event);
  }

  /** Whoever registers the schemas of this project by hand registers the same. */
  @Test
  void schemasAreRegisteredAsTheyAreInTheirFiles() throws Exception {
    images(false).prepareWriting();
    Schema written =
        new Schema.Parser().parse(Files.readString(Path.of("schemas/ImageEvent.avsc")));

    assertThat(server.latest("images-value")).isEqualTo(written.toString());
  }

  @Test
  void credentialsAreNotSentUnencrypted() {
    assertThatThrownBy(
            () ->
                new RegistrySettings(List.of(server.url()), PATIENT, "", "${env:TOKEN}", "", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected https, because credentials would be sent unencrypted, found http");
  }

  @Test
  void readOnlyFindsWhatIsThereAndRegistersNothing() {
    assertThatThrownBy(() -> images(true).prepareWriting())
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage(
            "schema registry "
                + server.url()
                + ": expected the schema of ImageEvent in the subject images-value, found none");
    images(false).prepareWriting();
    images(true).prepareWriting();

    assertThat(server.requests())
        .containsExactly(
            "POST /subjects/images-value",
            "POST /subjects/images-value/versions",
            "POST /subjects/images-value");
  }

  @Test
  void anotherUrlOfTheRegistryIsTried() throws Exception {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    RegistrySettings settings =
        new RegistrySettings(List.of(closed, server.url()), PATIENT, "", "", "", false);
    ResultsFormat.CONFLUENT.create(Prediction.class, "p", settings).prepareWriting();

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void certificatesAreRequiredInPem() {
    assertThatThrownBy(() -> TrustedAuthorities.certificates("no certificate"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected certificates in PEM");
    assertThatThrownBy(() -> TrustedAuthorities.certificates(""))
        .hasMessageStartingWith("expected certificates in PEM");
  }

  @Test
  void formatNeedsARegistry() {
    assertThatThrownBy(() -> ResultsFormat.CONFLUENT.create(RejectedImage.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected the URL of a schema registry, found none");
  }
}
