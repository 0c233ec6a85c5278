package io.flinkmobilenet.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.geometry.InputGeometry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ShortLivedSerializerTest {
  private static final Origin ORIGIN = new Origin("images", 1, 2);
  private static final InputGeometry GEOMETRY = new InputGeometry(2, 2, 2);

  private final TypeSerializer<PreparedImage> plain =
      StateTypes.PREPARED_IMAGE.createSerializer(new SerializerConfigImpl());
  private final TypeSerializer<PreparedImage> shortLived =
      StateTypes.SHORT_LIVED_PREPARED_IMAGE.createSerializer(new SerializerConfigImpl());

  /** Returns an image whose value and pixels are the given byte, again and again. */
  private static PreparedImage image(int fill, int valueLength) {
    byte[] value = filled(fill, valueLength);
    ByteRange place = new ByteRange(1, valueLength - 2);
    ImageRecord record =
        new ImageRecord(ORIGIN, value, "id" + fill, null, Map.of(), 5, place, null);
    return new PreparedImage(record, List.of(new InputPixels(GEOMETRY, filled(fill, 12))));
  }

  private static byte[] filled(int fill, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  @Test
  void readsEachImageIntoTheMemoryOfTheOneBefore() throws Exception {
    PreparedImage first = read(shortLived, image(1, 100));
    requireSame(first, image(1, 100));
    PreparedImage second = read(shortLived, image(2, 40));
    requireSame(second, image(2, 40));
    assertThat(second.record().value()).isSameAs(first.record().value());
    assertThat(second.pixels(GEOMETRY)).isSameAs(first.pixels(GEOMETRY));
    requireSame(read(shortLived, image(3, 3000)), image(3, 3000));
    requireSame(read(shortLived, image(4, 3)), image(4, 3));
  }

  /** The other serializer, and a later task, read what this one has written, and the reverse. */
  @Test
  void writesWhatTheOtherSerializerWrites() throws Exception {
    PreparedImage read = read(plain, image(7, 9));
    assertThat(bytes(shortLived, read)).isEqualTo(bytes(plain, read));
    read(shortLived, image(1, 100));
    PreparedImage longerArray = read(shortLived, image(7, 9));
    assertThat(longerArray.record().value()).hasSizeGreaterThan(9);
    assertThat(bytes(shortLived, longerArray)).isEqualTo(bytes(plain, read));
    assertThat(shortLived.snapshotConfiguration().restoreSerializer()).isEqualTo(plain);
  }

  @Test
  void taskHasMemoryOfItsOwn() throws Exception {
    PreparedImage first = read(shortLived, image(1, 10));
    read(shortLived.duplicate(), image(2, 10));
    read(InstantiationUtil.clone(shortLived), image(3, 10));
    requireSame(first, image(1, 10));
  }

  @Test
  void unusableRecordKeepsItsValue() throws Exception {
    read(shortLived, image(1, 100));
    RecordDefect defect = new RecordDefect(Reason.NOT_AVRO, "why");
    ImageRecord unusable = ImageRecord.unusable(ORIGIN, filled(9, 4), 5, defect);
    PreparedImage read = read(shortLived, new PreparedImage(unusable, List.of()));
    assertThat(read.record().copyOfValue()).isEqualTo(filled(9, 4));
    assertThat(read.record().defect()).isEqualTo(defect);
  }

  @Test
  void refusesALengthBelowZero() throws Exception {
    byte[] bytes = bytes(plain, image(1, 5));
    int length = 1 + Integer.BYTES + ORIGIN.topic().length() + Integer.BYTES + Long.BYTES;
    bytes[length] = (byte) 0x80;
    assertThatThrownBy(() -> shortLived.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage("expected a length of at least 0, found -2147483643");
  }

  private static void requireSame(PreparedImage found, PreparedImage expected) {
    assertThat(found.record().copyOfValue()).isEqualTo(expected.record().value());
    assertThat(found.record().encodedImage()).isEqualTo(expected.record().encodedImage());
    assertThat(found.record().id()).isEqualTo(expected.record().id());
    assertThat(found.pixels(GEOMETRY)).isEqualTo(expected.pixels(GEOMETRY));
  }

  private PreparedImage read(TypeSerializer<PreparedImage> serializer, PreparedImage image)
      throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes(plain, image)));
  }

  private static byte[] bytes(TypeSerializer<PreparedImage> serializer, PreparedImage image)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(image, out);
    return out.getCopyOfBuffer();
  }
}
