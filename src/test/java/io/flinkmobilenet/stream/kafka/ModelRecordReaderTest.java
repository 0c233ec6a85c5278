package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.state.Activation;
import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.ModelMessage;
import io.flinkmobilenet.stream.state.Removal;
import io.flinkmobilenet.stream.state.Unreadable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ModelRecordReaderTest {
  private static final ModelKey KEY = new ModelKey("birds", "1");
  private static final String DIGEST = "a".repeat(64);

  private final ModelRecordReader reader = new ModelRecordReader();
  private final ModelPublication publication = new ModelPublication("models");

  private Optional<ModelMessage> read(String key, byte[] value) {
    return reader.read(
        new ConsumerRecord<>("models", 0, 7, key.getBytes(StandardCharsets.UTF_8), value));
  }

  private ModelMessage read(ProducerRecord<byte[], byte[]> record) {
    return reader
        .read(new ConsumerRecord<>("models", 0, 7, record.key(), record.value()))
        .orElseThrow();
  }

  private static byte[] manifest(String name, String digest, long bytes, int chunks, int crop) {
    return EventCodec.of(ModelEvent.class)
        .encode(
            new ModelEvent(
                new ModelManifest(
                    name,
                    "1",
                    digest,
                    bytes,
                    chunks,
                    new ModelGeometry(36, crop, crop),
                    Instant.ofEpochMilli(5))));
  }

  @Test
  void aPublishedModelIsReadAsItWas() {
    ModelArtifact artifact = TestModels.artifact(1, 32, 10);
    List<ProducerRecord<byte[], byte[]>> records =
        publication.model(KEY, artifact, Instant.ofEpochMilli(123));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int index = 0; index < records.size() - 1; index++) {
      Chunk chunk = (Chunk) read(records.get(index));
      assertThat(chunk.index()).isEqualTo(index);
      assertThat(chunk.digest()).isEqualTo(artifact.digest());
      assertThat(new String(records.get(index).key(), StandardCharsets.UTF_8))
          .isEqualTo("chunk/" + artifact.digest() + "/" + index);
      bytes.writeBytes(chunk.data());
    }
    assertThat(bytes.toByteArray()).isEqualTo(artifact.bytes());
    ProducerRecord<byte[], byte[]> last = records.get(records.size() - 1);
    assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo("manifest/birds/1");
    assertThat(read(last))
        .isEqualTo(
            new Manifest(
                KEY,
                artifact.digest(),
                artifact.bytes().length,
                records.size() - 1,
                artifact.preprocessing().geometry(),
                123));
  }

  @Test
  void anActivationAndARemovalAreReadAsTheyWere() {
    assertThat(read(publication.activation(KEY, 5, Instant.now())))
        .isEqualTo(new Activation(KEY, 5));
    assertThat(read(publication.removal(KEY))).isEqualTo(new Removal(KEY));
  }

  @Test
  void tombstonesOfOtherKeysSayNothing() {
    assertThat(read("activation", null)).isEmpty();
    assertThat(read("chunk/" + DIGEST + "/0", null)).isEmpty();
    assertThat(read("manifest/a b/1", null)).isEmpty();
    assertThat(reader.read(new ConsumerRecord<>("models", 0, 7, null, null))).isEmpty();
  }

  @Test
  void whatIsNoEventIsToldWithTheNameInItsKey() {
    assertThat(read("manifest/birds/1", new byte[] {1, 2}).orElseThrow())
        .isEqualTo(
            new Unreadable(
                "birds",
                "1",
                "",
                "models-0@7: ModelEvent: expected Avro's single-object marker C3 01, found 01 02"));
    assertThat(read("chunk/" + DIGEST + "/0", new byte[0]).orElseThrow())
        .isInstanceOfSatisfying(
            Unreadable.class, found -> assertThat(found.digest()).isEqualTo(DIGEST));
    assertThat(read("chunk/" + "0".repeat(1 << 20) + "/0", new byte[0]).orElseThrow())
        .isInstanceOfSatisfying(Unreadable.class, found -> assertThat(found.digest()).isEmpty());
  }

  @Test
  void aManifestThatMakesNoSenseIsToldInWords() {
    assertThat(message(manifest("a b", DIGEST, 10, 1, 32))).contains("model name: expected");
    assertThat(message(manifest("a", "x", 10, 1, 32))).contains("digest: expected 64");
    assertThat(message(manifest("a", DIGEST, 0, 0, 32))).contains("bytes: expected at least 1");
    assertThat(message(manifest("a", DIGEST, 10, 9, 32))).contains("chunks: expected 1");
    assertThat(message(manifest("a", DIGEST, 10, 1, 99))).contains("crop must be");
    assertThat(
            message(
                EventCodec.of(ModelEvent.class)
                    .encode(new ModelEvent(new ModelActivation("a", "", 1L, Instant.EPOCH)))))
        .contains("model version: expected");
  }

  private String message(byte[] value) {
    Unreadable unreadable = (Unreadable) read("manifest/a/1", value).orElseThrow();
    assertThat(unreadable.name()).isEqualTo("a");
    assertThat(unreadable.message()).startsWith("models-0@7: ");
    return unreadable.message();
  }
}
