package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.event.ModelSignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    return manifest(
        name, digest, bytes, chunks, new ModelGeometry(36, crop, crop, 0, 0, 2, true, false));
  }

  private static byte[] manifest(
      String name, String digest, long bytes, int chunks, ModelGeometry geometry) {
    return EventCodec.of(ModelEvent.class)
        .encode(
            new ModelEvent(
                new ModelManifest(
                    name, "1", digest, bytes, chunks, geometry, Instant.ofEpochMilli(5), null)));
  }

  @Test
  void aPublishedModelIsReadAsItWas() {
    ModelContent content = MadeUpContent.of(1);
    List<ProducerRecord<byte[], byte[]>> records =
        publication.model(content.announce(KEY, Instant.ofEpochMilli(123)), content).toList();
    assertThat(records).hasSize(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int index = 0; index < records.size() - 1; index++) {
      Chunk chunk = (Chunk) read(records.get(index));
      assertThat(chunk.index()).isEqualTo(index);
      assertThat(chunk.digest()).isEqualTo(content.digest());
      assertThat(new String(records.get(index).key(), StandardCharsets.UTF_8))
          .isEqualTo("chunk/" + content.digest() + "/" + index);
      bytes.writeBytes(chunk.data());
    }
    assertThat(bytes.toByteArray()).isEqualTo(content.bytes());
    ProducerRecord<byte[], byte[]> last = records.get(records.size() - 1);
    assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo("manifest/birds/1");
    assertThat(read(last))
        .isEqualTo(
            new Manifest(
                KEY,
                content.digest(),
                content.bytes().length,
                records.size() - 1,
                content.geometry(),
                123));
  }

  @Test
  void anActivationAndARemovalAreReadAsTheyWere() {
    assertThat(read(publication.activation(new ActivationRequest(KEY, 5), Instant.now())))
        .isEqualTo(new ActivationRequest(KEY, 5));
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
    assertThat(message(manifest("a", DIGEST, 10, 1, 8193))).contains("crop must be");
    assertThat(
            message(
                EventCodec.of(ModelEvent.class)
                    .encode(new ModelEvent(new ModelActivation("a", "", 1L, Instant.EPOCH, null)))))
        .contains("model version: expected");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30, 40, ",
    "36, 0, 0, ",
    "36, 30, 40, 'geometry: expected a shortest edge or a stretched size, found 36 and 30 x 40'",
    "0, 30, 0, 'resized width and height must be 1 to 8192, found 30 x 0'",
    "0, 0, 0, 'shortest edge must be 1 to 8192, found 0'"
  })
  void aGeometryKeepsOrStretchesTheShapeOfImages(
      int shortestEdge, int width, int height, String refusal) {
    ModelGeometry fields = new ModelGeometry(shortestEdge, 20, 25, width, height, 2, true, false);
    byte[] value = manifest("a", DIGEST, 10, 1, fields);
    if (refusal != null) {
      assertThat(message(value)).endsWith(refusal);
      return;
    }
    Manifest manifest = (Manifest) read("manifest/a/1", value).orElseThrow();
    assertThat(manifest.geometry())
        .isEqualTo(
            width > 0
                ? ManifestGeometry.stretch(30, 40, 20, 25)
                : ManifestGeometry.shortestEdge(36, 20, 25));
    assertThat(GeometryFields.of(manifest.geometry())).isEqualTo(fields);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aGeometryHasAFilter(int resample) {
    ModelGeometry fields = new ModelGeometry(36, 20, 25, 0, 0, resample, true, false);
    Manifest manifest =
        (Manifest) read("manifest/a/1", manifest("a", DIGEST, 10, 1, fields)).orElseThrow();
    assertThat(manifest.geometry())
        .isEqualTo(ManifestGeometry.shortestEdge(36, 20, 25).withResample(resample));
    assertThat(GeometryFields.of(manifest.geometry())).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, 0, 2, false, false, ",
    "0, 20, 0, 2, false, true, ",
    "20, 20, 0, 3, true, true, ",
    "20, 21, 0, 2, true, true, 'without a crop, images must be resized to the shortest edge of a square'",
    "0, 20, 20, 2, true, true, 'without a crop, images must be resized to the shortest edge of a square'",
    "0, 20, 20, 2, false, false, 'geometry: expected no size without a resize, found 20 x 20'",
    "20, 20, 0, 2, false, false, 'no size and filter 2 expected without a resize, found 20 x 20 and 2'",
    "0, 20, 0, 3, false, false, 'no size and filter 2 expected without a resize, found 0 x 0 and 3'"
  })
  void imagesMayStayUnresizedOrUncropped(
      int edge, int crop, int stretched, int resample, boolean resized, boolean exact, String no) {
    ModelGeometry fields =
        new ModelGeometry(edge, crop, crop, stretched, stretched, resample, resized, exact);
    byte[] value = manifest("a", DIGEST, 10, 1, fields);
    if (no != null) {
      assertThat(message(value)).endsWith(no);
      return;
    }
    ManifestGeometry cropping =
        resized
            ? ManifestGeometry.shortestEdge(20, 20, 20).withResample(resample)
            : ManifestGeometry.withoutResize(20, 20);
    Manifest manifest = (Manifest) read("manifest/a/1", value).orElseThrow();
    assertThat(manifest.geometry()).isEqualTo(exact ? cropping.withoutCrop() : cropping);
    assertThat(GeometryFields.of(manifest.geometry())).isEqualTo(fields);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void aFilterThatDoesNotExistIsToldInWords(int resample) {
    ModelGeometry fields = new ModelGeometry(36, 20, 25, 0, 0, resample, true, false);
    assertThat(message(manifest("a", DIGEST, 10, 1, fields)))
        .endsWith("resample must be 0 to 5, found " + resample);
  }

  /** Programs that knew no other filter than the bilinear one, and always cropped, wrote this. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void aManifestWithoutAFilterMeansTheBilinearOneAndACrop(int schema) throws Exception {
    Schema older = older(schema);
    Schema type = older.getField("body").schema().getTypes().get(0);
    GenericRecord geometry = new GenericData.Record(type.getField("geometry").schema());
    List.of("shortestEdge", "cropWidth", "cropHeight").forEach(edge -> geometry.put(edge, 36));
    List.of("stretchedWidth", "stretchedHeight").forEach(edge -> geometry.put(edge, 0));
    if (schema == 4) {
      geometry.put("resample", 2);
    }
    GenericRecord manifest = new GenericData.Record(type);
    manifest.put("name", "birds");
    manifest.put("version", "1");
    manifest.put("digest", DIGEST);
    manifest.put("bytes", 10L);
    manifest.put("chunks", 1);
    manifest.put("geometry", geometry);
    manifest.put("publishedAt", 5L);
    assertThat(read("manifest/birds/1", encoded(older, manifest)))
        .contains(new Manifest(KEY, DIGEST, 10, 1, ManifestGeometry.shortestEdge(36, 36, 36), 5));
  }

  private static Schema older(int number) throws IOException {
    String file = "older/ModelEvent." + number + ".avsc";
    try (InputStream in = EventCodec.class.getResourceAsStream(file)) {
      return new Schema.Parser().parse(in);
    }
  }

  private static byte[] encoded(Schema schema, GenericRecord body) throws IOException {
    GenericRecord event = new GenericData.Record(schema);
    event.put("body", body);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(event, bytes);
    return bytes.toByteArray();
  }

  private String message(byte[] value) {
    Unreadable unreadable = (Unreadable) read("manifest/a/1", value).orElseThrow();
    assertThat(unreadable.name()).isEqualTo("a");
    assertThat(unreadable.message()).startsWith("models-0@7: ");
    return unreadable.message();
  }

  @Test
  void signaturesTravelWithWhatIsAnnounced() {
    SigningKey publisher = SigningKey.generate();
    ModelContent content = MadeUpContent.of(1);
    Manifest manifest = content.announce(KEY, Instant.ofEpochMilli(9)).sign(publisher);
    List<ProducerRecord<byte[], byte[]>> records = publication.model(manifest, content).toList();
    assertThat(read(records.get(records.size() - 1))).isEqualTo(manifest);
    ActivationRequest activation = new ActivationRequest(KEY, 5).sign(publisher);
    assertThat(read(publication.activation(activation, Instant.now()))).isEqualTo(activation);
  }

  @Test
  void aSignatureThatIsNoneMakesTheRecordUnreadable() {
    byte[] value =
        EventCodec.of(ModelEvent.class)
            .encode(
                new ModelEvent(
                    new ModelActivation(
                        "birds",
                        "1",
                        1L,
                        Instant.EPOCH,
                        new ModelSignature("0123456789abcdef", ByteBuffer.allocate(63)))));
    assertThat(
            read(
                new ProducerRecord<>(
                    "models", "activation".getBytes(StandardCharsets.UTF_8), value)))
        .isInstanceOf(Unreadable.class)
        .hasToString(
            new Unreadable("", "", "", "models-0@7: signature: expected 64 bytes, found 63")
                .toString());
  }

  /** A program that still uses the schema without signatures wrote this event. */
  @Test
  void readsWhatWasWrittenBeforeThereWereSignatures() throws Exception {
    Schema older = older(1);
    Schema type = older.getField("body").schema().getTypes().get(2);
    GenericRecord activation = new GenericData.Record(type);
    activation.put("name", "birds");
    activation.put("version", "1");
    activation.put("epoch", 3L);
    activation.put("activatedAt", 5L);
    byte[] bytes = encoded(older, activation);
    assertThat(read(new ProducerRecord<>("models", null, bytes)))
        .isEqualTo(new ActivationRequest(new ModelKey("birds", "1"), 3));
    // The value of an earlier event: CRC-64-AVRO of the schema, little-endian.
    assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("c301de4984cce2535c41");
  }
}
