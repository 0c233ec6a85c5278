package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.Geometries;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Tests Decode and Normalise. */
class PreparationOperatorsTest {
  private static final FakeModel ONE = FakeModel.of("1", 1, 100);
  private static final InputGeometry GEOMETRY = Geometries.toInput(ONE.manifest().geometry());

  private static ImageRecord record(byte[] value, String id) {
    return new ImageRecord(new Origin("images", 0, 7), value, id, "camera", 1000);
  }

  private static DecodeHarness decode() throws Exception {
    return new DecodeHarness(new ImageLimits(5000, 4000));
  }

  private static void announce(DecodeHarness harness, ModelMessage... messages) throws Exception {
    for (ModelMessage message : messages) {
      harness.processBroadcastElement(new StreamRecord<>(message));
    }
  }

  private static InputGeometry hint(DecodeHarness harness) throws Exception {
    harness.processElement(new StreamRecord<>(record(TestPictures.event("id", 1), "id")));
    List<DecodedImage> images = harness.extractOutputValues();
    return images.get(images.size() - 1).geometry();
  }

  @Test
  void takesTheGeometryOfTheHighestEpochAndKeepsItOverACheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (DecodeHarness harness = decode()) {
      harness.open();
      assertThat(hint(harness)).isNull();
      announce(harness, ONE.activation(2));
      assertThat(hint(harness)).isNull();
      announce(harness, ONE.manifest(), FakeModel.of("2", 2, 3).activation(1));
      assertThat(hint(harness)).isEqualTo(GEOMETRY);
      state = harness.snapshot(1, 1);
    }
    try (DecodeHarness harness = decode()) {
      harness.initializeState(state);
      harness.open();
      assertThat(hint(harness)).isEqualTo(GEOMETRY);
      announce(harness, new Removal(ONE.key()));
      assertThat(hint(harness)).isNull();
    }
  }

  @Test
  void takesHintsFromTrustedPublishersOnlyAndForgetsOthersThatACheckpointHolds() throws Exception {
    SigningKey publisher = SigningKey.generate();
    TrustedKeys trusted = new TrustedKeys(List.of(publisher.verificationKey()));
    OperatorSubtaskState state;
    try (DecodeHarness harness = decode()) {
      harness.open();
      announce(harness, FakeModel.of("0", 3, 1).activation(Long.MAX_VALUE));
      state = harness.snapshot(1, 1);
    }
    try (DecodeHarness harness = new DecodeHarness(new ImageLimits(5000, 4000), trusted)) {
      harness.initializeState(state);
      harness.open();
      announce(harness, ONE.manifest(), ONE.activation(3));
      assertThat(hint(harness)).isNull();
      announce(harness, ONE.manifest().sign(publisher), ONE.activation(2).sign(publisher));
      assertThat(hint(harness)).isEqualTo(GEOMETRY);
    }
  }

  @Test
  void scalesNoImageUpToAnUnlimitedSizeInAManifest() throws Exception {
    Manifest boast = ONE.manifest();
    try (DecodeHarness harness = decode()) {
      harness.open();
      announce(
          harness,
          new Manifest(
              boast.key(),
              boast.digest(),
              boast.bytes(),
              boast.chunks(),
              ManifestGeometry.shortestEdge(8192, 8192, 8192),
              0),
          ONE.activation(1));
      assertThat(hint(harness)).isNull();
    }
  }

  @Test
  void decodesWhereAGeometryIsKnownAndLeavesItToClassifyWhereNot() throws Exception {
    try (DecodeHarness harness = decode()) {
      harness.open();
      hint(harness);
      announce(harness, ONE.manifest(), ONE.activation(1));
      hint(harness);
      assertThat(harness.extractOutputValues().get(0).raster()).isNull();
      RgbImage raster = harness.extractOutputValues().get(1).raster();
      assertThat(List.of(raster.width(), raster.height())).containsExactly(32, 32);
    }
  }

  @Test
  void bringsAJpegToTheGeometryWhileItDecodes() throws Exception {
    byte[] jpeg = TestPictures.jpeg(1, 64, 48);
    ImageRecord record = record(TestPictures.event("id", jpeg), "id");
    DecodedImage decoded;
    try (DecodeHarness harness = decode()) {
      harness.open();
      announce(harness, ONE.manifest(), ONE.activation(1));
      harness.processElement(new StreamRecord<>(record));
      decoded = harness.extractOutputValues().get(0);
    }
    assertThat(decoded.fitted()).isTrue();
    RgbImage whole = new ImageDecoder(ImageLimits.DEFAULT).decode(jpeg);
    try (NormaliseHarness harness = new NormaliseHarness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(decoded));
      harness.processElement(new StreamRecord<>(new DecodedImage(record, GEOMETRY, whole, false)));
      List<PreparedImage> prepared = harness.extractOutputValues();
      assertThat(prepared.get(0).pixels()).isEqualTo(prepared.get(1).pixels());
    }
  }

  @Test
  void rejectsWhatCannotBeUsed() throws Exception {
    String longId = "i".repeat(1001);
    try (DecodeHarness harness = decode()) {
      harness.open();
      announce(harness, ONE.manifest(), ONE.activation(1));
      for (ImageRecord image :
          List.of(
              record(new byte[0], null),
              record("text".getBytes(StandardCharsets.UTF_8), null),
              record(TestPictures.event(longId, 1), null),
              record(TestPictures.event("id", new byte[0]), "id"),
              record(TestPictures.event("id", new byte[6000]), "id"),
              record(TestPictures.event("id", TestPictures.png(1, 80, 80)), "id"))) {
        harness.processElement(new StreamRecord<>(image));
      }
      List<RejectedImage> rejected =
          harness.getSideOutput(Outputs.REJECTED).stream().map(StreamRecord::getValue).toList();
      assertThat(rejected)
          .extracting(RejectedImage::getReason)
          .containsExactly(
              Reason.NOT_AVRO,
              Reason.NOT_AVRO,
              Reason.MALFORMED_RECORD,
              Reason.EMPTY_IMAGE,
              Reason.TOO_MANY_BYTES,
              Reason.TOO_MANY_PIXELS);
      assertThat(rejected)
          .extracting(RejectedImage::getStage)
          .containsExactly(
              Stage.DESERIALIZE,
              Stage.DESERIALIZE,
              Stage.DESERIALIZE,
              Stage.DECODE,
              Stage.DECODE,
              Stage.DECODE);
      assertThat(rejected.get(2).getMessage())
          .isEqualTo("id and source: expected at most 1000 characters, found 1001 and 6");
      assertThat(rejected.get(3).getMessage()).doesNotContain("--");
      assertThat(rejected.get(4).getMessage())
          .endsWith("; the job's option --max-image-bytes raises the limit");
      assertThat(rejected.get(5).getMessage())
          .endsWith("; the job's option --max-image-pixels raises the limit");
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void normalisesToTheGeometryAndPassesOnWhatHasNone() throws Exception {
    ImageRecord record = record(new byte[0], "id");
    try (NormaliseHarness harness = new NormaliseHarness()) {
      harness.open();
      RgbImage raster = new RgbImage(64, 48, new byte[64 * 48 * 3]);
      harness.processElement(new StreamRecord<>(new DecodedImage(record, GEOMETRY, raster, false)));
      harness.processElement(new StreamRecord<>(DecodedImage.encoded(record)));
      List<PreparedImage> prepared = harness.extractOutputValues();
      assertThat(prepared.get(0).geometry()).isEqualTo(GEOMETRY);
      assertThat(prepared.get(0).pixels()).hasSize(32 * 32 * 3);
      assertThat(prepared.get(1)).isEqualTo(new PreparedImage(record, null, null));
    }
  }
}
