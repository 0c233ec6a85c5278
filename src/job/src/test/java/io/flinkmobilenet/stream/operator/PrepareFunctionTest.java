package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.Geometries;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.InputPixels;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class PrepareFunctionTest {
  private static final FakeModel ONE = FakeModel.of("1", 1, 100);
  private static final FakeModel TWO = FakeModel.of("2", 2, 100);
  private static final InputGeometry GEOMETRY = Geometries.toInput(ONE.manifest().geometry());
  private static final InputGeometry OTHER = new InputGeometry(24, 20, 20);
  private static final ImageLimits LIMITS = new ImageLimits(5000, 4000);

  private static PrepareHarness opened() throws Exception {
    PrepareHarness harness = new PrepareHarness(LIMITS);
    harness.open();
    return harness;
  }

  private static void announce(PrepareHarness harness, ModelMessage... messages) throws Exception {
    for (ModelMessage message : messages) {
      harness.processBroadcastElement(new StreamRecord<>(message));
    }
  }

  private static Manifest manifest(FakeModel model, InputGeometry geometry) {
    Manifest manifest = model.manifest();
    return new Manifest(
        manifest.key(),
        manifest.digest(),
        manifest.bytes(),
        manifest.chunks(),
        Geometries.toManifest(geometry),
        manifest.publishedAt());
  }

  private static PreparedImage prepared(PrepareHarness harness, byte[] image) throws Exception {
    harness.processElement(new StreamRecord<>(TestRecords.image(TestPictures.event("id", image))));
    List<PreparedImage> images = harness.extractOutputValues();
    return images.get(images.size() - 1);
  }

  private static List<InputGeometry> sizes(PrepareHarness harness) throws Exception {
    return prepared(harness, TestPictures.png(1, 64, 48)).inputs().stream()
        .map(InputPixels::geometry)
        .toList();
  }

  @Test
  void takesTheSizeOfTheHighestEpochAndKeepsItOverACheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (PrepareHarness harness = opened()) {
      assertThat(sizes(harness)).isEmpty();
      announce(harness, ONE.activation(2));
      assertThat(sizes(harness)).isEmpty();
      announce(harness, ONE.manifest(), manifest(TWO, OTHER), TWO.activation(1));
      assertThat(sizes(harness)).containsExactly(GEOMETRY);
      state = harness.snapshot(1, 1);
    }
    try (PrepareHarness harness = new PrepareHarness(LIMITS)) {
      harness.initializeState(state);
      harness.open();
      assertThat(sizes(harness)).containsExactly(GEOMETRY);
      announce(harness, new Removal(ONE.key()));
      harness.setProcessingTime(RequestedSizes.LONGEST.toMillis());
      assertThat(sizes(harness)).isEmpty();
    }
  }

  @Test
  void preparesForBothModelsWhileOneReplacesTheOther() throws Exception {
    try (PrepareHarness harness = opened()) {
      announce(harness, ONE.manifest(), manifest(TWO, OTHER), ONE.activation(1));
      harness.setProcessingTime(1000);
      announce(harness, TWO.activation(2));
      assertThat(sizes(harness)).containsExactly(OTHER, GEOMETRY);
      harness.setProcessingTime(1000 + RequestedSizes.LONGEST.toMillis() - 1);
      assertThat(sizes(harness)).containsExactly(OTHER, GEOMETRY);
      harness.setProcessingTime(1000 + RequestedSizes.LONGEST.toMillis());
      assertThat(sizes(harness)).containsExactly(OTHER);
    }
  }

  @Test
  void preparesForTheReplacedModelUntilTheManifestOfTheNextOneArrives() throws Exception {
    try (PrepareHarness harness = opened()) {
      announce(harness, ONE.manifest(), ONE.activation(1), TWO.activation(2));
      assertThat(sizes(harness)).containsExactly(GEOMETRY);
      announce(harness, manifest(TWO, OTHER));
      assertThat(sizes(harness)).containsExactly(OTHER, GEOMETRY);
    }
  }

  @Test
  void preparesOnceForTwoModelsOfOneSize() throws Exception {
    try (PrepareHarness harness = opened()) {
      announce(harness, ONE.manifest(), TWO.manifest(), ONE.activation(1), TWO.activation(2));
      assertThat(sizes(harness)).containsExactly(GEOMETRY);
    }
  }

  @Test
  void theSizesOfASwapDoNotChangeThePixels() throws Exception {
    byte[] jpeg = TestPictures.jpeg(1, 160, 120);
    ImageDecoder alone = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
    try (PrepareHarness harness = new PrepareHarness(ImageLimits.DEFAULT)) {
      harness.open();
      announce(harness, ONE.manifest(), manifest(TWO, OTHER), ONE.activation(1), TWO.activation(2));
      PreparedImage image = prepared(harness, jpeg);
      assertThat(image.pixels(GEOMETRY)).isEqualTo(alone.decode(jpeg, GEOMETRY).rgb());
      assertThat(image.pixels(OTHER)).isEqualTo(alone.decode(jpeg, OTHER).rgb());
    }
  }

  /** A network that needs a wide strip of a narrow image would take too much memory. */
  @Test
  void aSizeToWhichAnImageCannotBeBroughtRejectsNothingThatAnotherModelTakes() throws Exception {
    InputGeometry strip = new InputGeometry(Resize.stretch(2048, 1), 2048, 1);
    byte[] tall = TestPictures.png(1, 1, 100_000);
    ImageLimits limits = new ImageLimits(1 << 20, 100_000);
    try (PrepareHarness harness = new PrepareHarness(limits)) {
      harness.open();
      announce(harness, ONE.manifest(), manifest(TWO, strip), ONE.activation(1), TWO.activation(2));
      assertThat(prepared(harness, tall).inputs())
          .extracting(InputPixels::geometry)
          .containsExactly(GEOMETRY);
      assertThat(harness.getSideOutput(Outputs.REJECTED)).isNull();

      harness.setProcessingTime(RequestedSizes.LONGEST.toMillis());
      harness.processElement(new StreamRecord<>(TestRecords.image(TestPictures.event("id", tall))));
      assertThat(harness.getSideOutput(Outputs.REJECTED))
          .extracting(record -> record.getValue().event().getReason())
          .containsExactly(Reason.TOO_MANY_PIXELS);
    }
  }

  /** The model that takes images of one size alone may turn out to be unusable. */
  @Test
  void anImageWithoutTheOnlySizeOfTheRequestedModelIsLeftToTheActiveOne() throws Exception {
    InputGeometry exact = new InputGeometry(Resize.none(), 64, 48, true);
    try (PrepareHarness harness = new PrepareHarness(ImageLimits.DEFAULT)) {
      harness.open();
      announce(harness, manifest(ONE, exact), ONE.activation(1));
      assertThat(prepared(harness, TestPictures.jpeg(1, 64, 48)).inputs())
          .extracting(InputPixels::geometry)
          .containsExactly(exact);
      assertThat(prepared(harness, TestPictures.jpeg(1, 48, 64)).inputs()).isEmpty();
      assertThat(harness.getSideOutput(Outputs.REJECTED)).isNull();
    }
  }

  @Test
  void takesSizesFromTrustedPublishersOnlyAndForgetsOthersThatACheckpointHolds() throws Exception {
    SigningKey publisher = SigningKey.generate();
    TrustedKeys trusted = new TrustedKeys(List.of(publisher.verificationKey()));
    OperatorSubtaskState state;
    try (PrepareHarness harness = opened()) {
      announce(harness, FakeModel.of("0", 3, 1).activation(Long.MAX_VALUE));
      state = harness.snapshot(1, 1);
    }
    try (PrepareHarness harness = new PrepareHarness(LIMITS, trusted)) {
      harness.initializeState(state);
      harness.open();
      announce(harness, ONE.manifest(), ONE.activation(3));
      assertThat(sizes(harness)).isEmpty();
      announce(harness, ONE.manifest().sign(publisher), ONE.activation(2).sign(publisher));
      assertThat(sizes(harness)).containsExactly(GEOMETRY);
    }
  }

  @Test
  void scalesNoImageUpToAnUnlimitedSizeInAManifest() throws Exception {
    InputGeometry boast = new InputGeometry(8192, 8192, 8192);
    try (PrepareHarness harness = opened()) {
      announce(harness, manifest(ONE, boast), ONE.activation(1));
      assertThat(sizes(harness)).isEmpty();
    }
  }

  @Test
  void givesThePixelsThatDecodingAndThenNormalisingGives() throws Exception {
    byte[] jpeg = TestPictures.jpeg(1, 64, 48);
    try (PrepareHarness harness = opened()) {
      announce(harness, ONE.manifest(), ONE.activation(1));
      byte[] pixels = prepared(harness, jpeg).pixels(GEOMETRY);
      assertThat(pixels)
          .isEqualTo(
              Normaliser.normalise(new ImageDecoder(ImageLimits.DEFAULT).decode(jpeg), GEOMETRY)
                  .rgb());
    }
  }

  @Test
  void rejectsWhatCannotBeUsedWhetherAModelIsKnownOrNot() throws Exception {
    byte[][] values = {
      new byte[0],
      "text".getBytes(StandardCharsets.UTF_8),
      TestPictures.event("i".repeat(1001), 1),
      TestPictures.event("id", new byte[0]),
      TestPictures.event("id", new byte[6000]),
      TestPictures.event("id", TestPictures.png(1, 80, 80))
    };
    try (PrepareHarness harness = opened()) {
      for (byte[] value : Arrays.copyOf(values, 3)) {
        harness.processElement(new StreamRecord<>(TestRecords.image(value)));
      }
      assertThat(rejected(harness)).hasSize(3);
    }
    try (PrepareHarness harness = opened()) {
      announce(harness, ONE.manifest(), ONE.activation(1));
      for (byte[] value : values) {
        ImageRecord record = TestRecords.image(value);
        harness.processElement(new StreamRecord<>(record));
        assertThat(rejected(harness).get(rejected(harness).size() - 1).getValue().array())
            .isEqualTo(value);
      }
      List<RejectedImage> rejected = rejected(harness);
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

  private static List<RejectedImage> rejected(PrepareHarness harness) {
    return harness.getSideOutput(Outputs.REJECTED).stream()
        .map(record -> record.getValue().event())
        .toList();
  }
}
