package io.flinkmobilenet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Values that Apache Avro for Python wrote with {@code single_object.py} of {@code
 * src/docs/clients}: they are read, and the same bytes are written. {@code write.py} beside them
 * made them.
 */
class PythonValuesTest {
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

  private static byte[] value(String name) throws Exception {
    try (InputStream in = PythonValuesTest.class.getResourceAsStream("python/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void anImageIsTheSame() throws Exception {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    byte[] value = value("ImageEvent-26aa9eb38cddb1da.bin");
    ImageEvent read = EventCodec.of(ImageEvent.class).decode(value);
    assertThat(read.getId()).isEqualTo("picture ü 1");
    assertThat(read.getImage()).isEqualTo(ByteBuffer.wrap(bytes));
    assertThat(read.getSource()).isEqualTo("camera");
    assertThat(read.getCapturedAt()).isEqualTo(AT);
    assertThat(read.getAttributes()).isEqualTo(Map.of("a", "1"));
    assertThat(written(ImageEvent.class, read, value)).isEqualTo(value);
  }

  @Test
  void aPredictionIsTheSame() throws Exception {
    byte[] value = value("Prediction-0f0f36386ee27592.bin");
    Prediction read = EventCodec.of(Prediction.class).decode(value);
    assertThat(read.getImageId()).isEqualTo("picture ü 1");
    assertThat(read.getSource()).isNull();
    assertThat(read.getCapturedAt()).isEqualTo(AT);
    assertThat(read.getPredictedAt()).isEqualTo(AT.plusMillis(5));
    assertThat(read.getModel()).isEqualTo(new ModelVersion("birds", "7", "d".repeat(64)));
    assertThat(read.getClasses())
        .containsExactly(
            new ClassProbability(3, "kite", 0.75f), new ClassProbability(1, "jay", 0.25f));
    assertThat(read.getEmbedding()).containsExactly(1f, -2f);
    assertThat(read.getOrigin()).isEqualTo(new RecordOrigin("images", 3, 1L << 40));
    assertThat(read.getScores()).isEqualTo(Scores.SIGMOID);
    assertThat(read.getDeployment()).isEqualTo("berlin");
    assertThat(read.getEpoch()).isEqualTo(9);
    assertThat(read.getRoute()).isEqualTo("all");
    assertThat(read.getVariant()).isEqualTo("new");
    assertThat(read.getStage()).isEqualTo(1);
    assertThat(read.getDecision()).isEqualTo(Decision.UNKNOWN);
    assertThat(read.getShadows()).isEmpty();
    assertThat(written(Prediction.class, read, value)).isEqualTo(value);
  }

  /** Writes an event with the schema of the value, which may be older than that of the event. */
  private static <T extends SpecificRecord> byte[] written(Class<T> type, T event, byte[] value)
      throws Exception {
    long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    if (SchemaNormalization.parsingFingerprint64(event.getSchema()) == fingerprint) {
      return EventCodec.of(type).encode(event);
    }
    List<Schema> schemas =
        OlderSchemas.of(type).stream()
            .filter(schema -> SchemaNormalization.parsingFingerprint64(schema) == fingerprint)
            .toList();
    assertThat(schemas).as(HexFormat.of().toHexDigits(fingerprint)).hasSize(1);
    SpecificData data = new SpecificData();
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<Object>(data, schemas.get(0)).encode(event, bytes);
    return bytes.toByteArray();
  }
}
