package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ImageReference;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.RecordDefect;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ImageRecordReaderTest {
  private static ImageRecord read(byte[] value) {
    return new ImageRecordReader(ImagesFormat.AVRO.create())
        .read(new ConsumerRecord<>("images", 2, 9, null, value));
  }

  @Test
  void readsIdSourceAndTime() {
    byte[] value = TestPictures.event("id", new byte[] {1});
    ImageRecord record = read(value);
    assertThat(record.origin()).isEqualTo(new Origin("images", 2, 9));
    assertThat(record.id()).isEqualTo("id");
    assertThat(record.source()).isEqualTo("camera");
    assertThat(record.capturedAt()).isEqualTo(1_000_000);
    assertThat(record.value()).isSameAs(value);
    assertThat(record.encodedImage()).containsExactly(1);
    assertThat(record.defect()).isNull();
  }

  @Test
  void findsTheImageInTheValue() {
    byte[] image = TestPictures.png(3, 20, 30);
    ImageRecord record = read(TestPictures.event("id", image));
    assertThat(record.image().length()).isEqualTo(image.length);
    assertThat(record.encodedImage()).isEqualTo(image);
    assertThat(read(TestPictures.event("id", new byte[0])).encodedImage()).isEmpty();
  }

  @Test
  void keepsTheValueOfWhatIsNoEvent() {
    byte[] value = {1, 2, 3};
    assertThat(read(value).value()).isSameAs(value);
    assertThat(read(value).id()).isNull();
    assertThat(read(value).image()).isNull();
    assertThat(read(value).defect())
        .isEqualTo(
            new RecordDefect(
                Reason.NOT_AVRO,
                "ImageEvent: expected Avro's single-object marker C3 01, found 01 02"));
    assertThat(read(null).value()).isEmpty();
  }

  @Test
  void takesNoIdThatIsTooLongToComeBack() {
    assertThat(read(TestPictures.event("i".repeat(1000), new byte[1])).id()).hasSize(1000);
    assertThat(read(TestPictures.event("i".repeat(1001), new byte[1])).id()).isNull();
  }

  @Test
  void findsAReference() {
    String sha256 = "aB".repeat(32);
    ImageRecord record = read(TestPictures.reference("id", "file:///a.png", sha256));
    assertThat(record.reference()).isEqualTo(new ImageReference("file:///a.png", sha256));
    assertThat(record.id()).isEqualTo("id");
    assertThat(read(TestPictures.reference("id", "file:///a.png", null)).reference().sha256())
        .isNull();
  }

  @Test
  void takesEitherAnImageOrAReference() {
    assertThat(read(TestPictures.reference("id", new byte[3], "file:///a", null)).defect())
        .isEqualTo(
            new RecordDefect(
                Reason.MALFORMED_RECORD,
                "expected either image or uri, found an image of 3 bytes and a uri"));
    assertThat(read(TestPictures.reference("id", new byte[3], null, "0".repeat(64))).defect())
        .isEqualTo(
            new RecordDefect(
                Reason.MALFORMED_RECORD, "expected sha256 only with uri, found it without one"));
    assertThat(read(TestPictures.reference("id", "file:///a", "0")).defect())
        .isEqualTo(
            new RecordDefect(
                Reason.MALFORMED_RECORD,
                "sha256: expected 64 hexadecimal digits, found 1 characters"));
  }
}
