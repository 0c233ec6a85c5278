package io.flinkmobilenet.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.protocol.signing.KeySignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final ModelKey KEY = new ModelKey("birds", "1.0");
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 224, 200);
  private static final Manifest MANIFEST =
      new Manifest(KEY, DIGEST, 600_000, 2, ManifestGeometry.shortestEdge(256, 224, 200), 99);
  private static final Manifest STRETCHING =
      new Manifest(KEY, DIGEST, 5, 1, ManifestGeometry.stretch(80, 90, 70, 60), 99);
  private static final Manifest FILTERING =
      new Manifest(
          KEY, DIGEST, 5, 1, ManifestGeometry.shortestEdge(80, 70, 60).withResample(3), 99);
  private static final Manifest STRETCHING_AND_FILTERING =
      new Manifest(KEY, DIGEST, 5, 1, ManifestGeometry.stretch(80, 90, 70, 60).withResample(0), 99);
  private static final Manifest UNRESIZED =
      new Manifest(KEY, DIGEST, 5, 1, ManifestGeometry.withoutResize(70, 60), 99);
  private static final Manifest UNCROPPED =
      new Manifest(
          KEY,
          DIGEST,
          5,
          1,
          ManifestGeometry.shortestEdge(70, 70, 70).withResample(3).withoutCrop(),
          99);
  private static final KeySignature SIGNATURE =
      new KeySignature("0123456789abcdef", new byte[KeySignature.BYTES]);
  private static final ImageRecord IMAGE =
      new ImageRecord(
          new Origin("images", 3, 1L << 40),
          new byte[] {1, 2},
          "ä".repeat(999),
          "s",
          Map.of("site", "ä"),
          -5,
          new ByteRange(1, 1),
          null);

  private static final ImageReference REFERENCE =
      new ImageReference("https://example.org/a.jpg", "0".repeat(64));
  private static final ImageRecord REFERRING =
      new ImageRecord(
          IMAGE.origin(),
          IMAGE.value(),
          "r",
          null,
          Map.of(),
          3,
          new ByteRange(1, 0),
          null,
          REFERENCE,
          null,
          List.of());

  private static final RememberedAnswer ANSWER =
      new RememberedAnswer(
          "ä",
          -5,
          DIGEST,
          new byte[] {1, 2},
          new Thumbnail(640, 480, new byte[] {1, -1}),
          1,
          new int[] {7, 3},
          new float[] {0.5f, 0.25f},
          new float[] {-1, 2, 3});

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(StateTypes.MODEL_KEY, KEY),
        Arguments.of(StateTypes.HELD_MODEL, new HeldModel(MANIFEST, true)),
        Arguments.of(StateTypes.HELD_MODEL, new HeldModel(MANIFEST.with(SIGNATURE), false)),
        Arguments.of(StateTypes.CHUNK_KEY, new ChunkKey(DIGEST, 7)),
        Arguments.of(StateTypes.CHUNK, new Chunk(DIGEST, 7, new byte[] {5})),
        Arguments.of(StateTypes.MANIFEST, MANIFEST),
        Arguments.of(StateTypes.ACTIVATION, new ActivationRequest(KEY, Long.MIN_VALUE)),
        Arguments.of(StateTypes.IN_CHARGE, new ActiveModelState(MANIFEST, 8)),
        Arguments.of(StateTypes.MODEL_MESSAGE, MANIFEST),
        Arguments.of(StateTypes.MODEL_MESSAGE, MANIFEST.with(SIGNATURE)),
        Arguments.of(StateTypes.MODEL_MESSAGE, new ActivationRequest(KEY, 3, SIGNATURE)),
        Arguments.of(StateTypes.MODEL_MESSAGE, new Chunk(DIGEST, 0, new byte[] {5, 6})),
        Arguments.of(StateTypes.MODEL_MESSAGE, new ActivationRequest(KEY, 3)),
        Arguments.of(StateTypes.MODEL_MESSAGE, new Removal(KEY)),
        Arguments.of(StateTypes.MODEL_MESSAGE, new Unreadable("", "", DIGEST, "why")),
        Arguments.of(StateTypes.MODEL_MESSAGE, DeploymentFormatTest.DEPLOYMENT),
        Arguments.of(StateTypes.MODEL_MESSAGE, DeploymentFormatTest.PLAIN),
        Arguments.of(StateTypes.MODEL_MESSAGE, new RolloutDecision(7, 3, -1, true)),
        Arguments.of(StateTypes.DEPLOYMENT, DeploymentFormatTest.DEPLOYMENT),
        Arguments.of(StateTypes.DECISION, new RolloutDecision(7, 3, -1, true)),
        Arguments.of(StateTypes.OBSERVATION, new Observation(7, 2, true, 31, 1 << 19)),
        Arguments.of(StateTypes.REMEMBERED_ANSWERS, RememberedAnswers.NONE),
        Arguments.of(
            StateTypes.REMEMBERED_ANSWERS,
            RememberedAnswers.NONE.with(ANSWER, 2).with(ANSWER.withoutThumbnail(), 2)),
        Arguments.of(StateTypes.JUDGE, DeploymentFormatTest.JUDGE),
        Arguments.of(StateTypes.JUDGE, new JudgeState(null, List.of(), List.of(), List.of())),
        Arguments.of(
            StateTypes.MODEL_DECISION,
            new ModelDecision(
                "d", 7L, 1L, RolloutAction.HOLD, 0, 9, "why", List.of(), Instant.ofEpochMilli(5))),
        Arguments.of(StateTypes.IMAGE_RECORD, IMAGE),
        Arguments.of(StateTypes.IMAGE_RECORD, REFERRING),
        Arguments.of(
            StateTypes.IMAGE_RECORD, REFERRING.with(REFERENCE.fetched(new byte[] {1, 2, 3}))),
        Arguments.of(
            StateTypes.IMAGE_RECORD,
            REFERRING.with(
                REFERENCE.failed(new RecordDefect(Reason.UNREACHABLE_IMAGE, "no answer")))),
        Arguments.of(
            StateTypes.IMAGE_RECORD,
            ImageRecord.unusable(
                new Origin("t", 0, 0), new byte[0], 0, new RecordDefect(Reason.NOT_AVRO, "why"))),
        Arguments.of(StateTypes.PREPARED_IMAGE, new PreparedImage(IMAGE, List.of())),
        Arguments.of(
            StateTypes.PREPARED_IMAGE,
            new PreparedImage(
                IMAGE,
                List.of(
                    new InputPixels(GEOMETRY, new byte[9]),
                    new InputPixels(Geometries.toInput(STRETCHING.geometry()), new byte[6])))),
        Arguments.of(StateTypes.MANIFEST, STRETCHING),
        Arguments.of(StateTypes.MANIFEST, FILTERING),
        Arguments.of(StateTypes.MANIFEST, STRETCHING_AND_FILTERING),
        Arguments.of(StateTypes.MANIFEST, UNRESIZED),
        Arguments.of(StateTypes.MANIFEST, UNCROPPED),
        Arguments.of(
            StateTypes.PREPARED_IMAGE,
            new PreparedImage(
                IMAGE,
                List.of(
                    new InputPixels(Geometries.toInput(UNCROPPED.geometry()), new byte[9]),
                    new InputPixels(new InputGeometry(Resize.none(), 70, 60, true), new byte[6])))),
        Arguments.of(
            StateTypes.PREPARED_IMAGE,
            new PreparedImage(
                IMAGE,
                List.of(
                    new InputPixels(Geometries.toInput(FILTERING.geometry()), new byte[9]),
                    new InputPixels(
                        Geometries.toInput(STRETCHING_AND_FILTERING.geometry()), new byte[6])))),
        Arguments.of(StateTypes.IN_CHARGE, new ActiveModelState(STRETCHING.with(SIGNATURE), 8)),
        Arguments.of(
            StateTypes.MODEL_STATUS,
            new ModelStatus(
                "n", "v", DIGEST, ModelState.ACTIVE, "m", Instant.ofEpochMilli(5), 3L, null)));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void whatIsWrittenIsRead(TypeInformation<T> type, T value) throws Exception {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] bytes = bytes(serializer, value);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    assertThat(read).usingRecursiveComparison().isEqualTo(value);
    assertThat(serializer.copy(value)).isSameAs(value);
    DataOutputSerializer copy = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes), copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void anUnknownVersionIsRefusedInWords(TypeInformation<T> type, T value) throws Exception {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] bytes = bytes(serializer, value);
    bytes[0] = 77;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            ".*: expected format version (1|1 to 2|2 to 4|1 to 5|3 to 6), found 77");
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void aSnapshotRestoresTheSerializer(TypeInformation<T> type, T value) throws Exception {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] bytes = snapshot(serializer);
    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(bytes), getClass().getClassLoader());
    assertThat(read.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
  }

  static Stream<Arguments> valuesThatKnewNoSignatures() {
    return Stream.of(
        Arguments.of(StateTypes.MANIFEST, MANIFEST, 0),
        Arguments.of(StateTypes.ACTIVATION, new ActivationRequest(KEY, 3), 0),
        Arguments.of(StateTypes.HELD_MODEL, new HeldModel(MANIFEST, true), 1),
        Arguments.of(StateTypes.IN_CHARGE, new ActiveModelState(MANIFEST, 8), Long.BYTES),
        Arguments.of(StateTypes.MODEL_MESSAGE, MANIFEST, 0),
        Arguments.of(StateTypes.MODEL_MESSAGE, new ActivationRequest(KEY, 3), 0));
  }

  /** In version 1 the four bytes that stand for no signature were missing. */
  @ParameterizedTest
  @MethodSource("valuesThatKnewNoSignatures")
  <T> void stateOfBeforeThereWereSignaturesIsRead(TypeInformation<T> type, T value, int behind)
      throws Exception {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] now = bytes(serializer, value);
    byte[] before = Arrays.copyOf(now, now.length - Integer.BYTES);
    System.arraycopy(now, now.length - behind, before, before.length - behind, behind);
    before[0] = 1;
    DataInputDeserializer in = new DataInputDeserializer(before);
    assertThat(serializer.deserialize(in)).isEqualTo(value);
    assertThat(in.available()).isZero();

    byte[] snapshot = snapshot(serializer);
    snapshot[snapshot.length - 1] = 1;
    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(snapshot), getClass().getClassLoader());
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
  }

  /** In version 2 there were no stretched images; everything else was as it is now. */
  @ParameterizedTest
  @MethodSource("valuesThatKnewNoSignatures")
  <T> void stateOfBeforeImagesWereStretchedIsRead(TypeInformation<T> type, T value, int behind)
      throws Exception {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] before = bytes(serializer, value);
    before[0] = 2;
    assertThat(serializer.deserialize(new DataInputDeserializer(before))).isEqualTo(value);
  }

  static Stream<Arguments> valuesThatKnewNoFilters() {
    return Stream.of(
        Arguments.of(StateTypes.MANIFEST, MANIFEST),
        Arguments.of(StateTypes.MANIFEST, STRETCHING.with(SIGNATURE)),
        Arguments.of(StateTypes.HELD_MODEL, new HeldModel(STRETCHING, true)),
        Arguments.of(StateTypes.IN_CHARGE, new ActiveModelState(MANIFEST, 8)),
        Arguments.of(StateTypes.MODEL_MESSAGE, STRETCHING));
  }

  /** In version 3 every resize was bilinear; everything else was as it is now. */
  @ParameterizedTest
  @MethodSource("valuesThatKnewNoFilters")
  <T> void stateOfBeforeThereWereFiltersIsRead(TypeInformation<T> type, T value) throws Exception {
    requireReadAs(3, type, value);
  }

  static Stream<Arguments> valuesThatKnewOnlyResizeAndCrop() {
    return Stream.concat(
        valuesThatKnewNoFilters(),
        Stream.of(
            Arguments.of(StateTypes.MANIFEST, FILTERING),
            Arguments.of(StateTypes.MANIFEST, STRETCHING_AND_FILTERING)));
  }

  /** In version 4 every image was resized and cropped; everything else was as it is now. */
  @ParameterizedTest
  @MethodSource("valuesThatKnewOnlyResizeAndCrop")
  <T> void stateOfBeforeImagesKeptTheirSizeIsRead(TypeInformation<T> type, T value)
      throws Exception {
    requireReadAs(4, type, value);
  }

  private static <T> void requireReadAs(int version, TypeInformation<T> type, T value)
      throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    byte[] before = bytes(serializer, value);
    before[0] = (byte) version;
    assertThat(serializer.deserialize(new DataInputDeserializer(before)))
        .usingRecursiveComparison()
        .isEqualTo(value);
  }

  /** Before, nothing followed the place of the image, which was the last part of a record. */
  @Test
  void imagesOfBeforeTheyHadAttributesAreRead() throws Exception {
    ImageRecord without =
        new ImageRecord(
            IMAGE.origin(), IMAGE.value(), "id", null, Map.of(), 7, new ByteRange(0, 2), null);
    TypeSerializer<ImageRecord> records =
        StateTypes.IMAGE_RECORD.createSerializer(new SerializerConfigImpl());
    byte[] record = bytes(records, without);
    // The number of attributes, no reference, no bytes beside the value, no headers.
    int added = 2 * Integer.BYTES + 2;
    int end = record.length - added;
    byte[] before = Arrays.copyOf(record, end);
    before[0] = 2;
    assertThat(records.deserialize(new DataInputDeserializer(before)))
        .usingRecursiveComparison()
        .isEqualTo(without);

    TypeSerializer<PreparedImage> images =
        StateTypes.PREPARED_IMAGE.createSerializer(new SerializerConfigImpl());
    PreparedImage prepared =
        new PreparedImage(without, List.of(new InputPixels(GEOMETRY, new byte[9])));
    byte[] image = bytes(images, prepared);
    byte[] earlier = Arrays.copyOf(image, image.length - added);
    System.arraycopy(image, end + added, earlier, end, earlier.length - end);
    for (byte version = 3; version <= 4; version++) {
      earlier[0] = version;
      assertThat(images.deserialize(new DataInputDeserializer(earlier)))
          .usingRecursiveComparison()
          .isEqualTo(prepared);
    }
  }

  /** Before, the attributes were the last part of a record. */
  @Test
  void imagesOfBeforeTheyHadReferencesAndHeadersAreRead() throws Exception {
    TypeSerializer<ImageRecord> records =
        StateTypes.IMAGE_RECORD.createSerializer(new SerializerConfigImpl());
    byte[] record = bytes(records, IMAGE);
    byte[] before = Arrays.copyOf(record, record.length - Integer.BYTES - 2);
    before[0] = 3;
    assertThat(records.deserialize(new DataInputDeserializer(before)))
        .usingRecursiveComparison()
        .isEqualTo(IMAGE);
  }

  @Test
  void anImageBesideItsValueAndHeadersComeBack() throws Exception {
    ImageRecord image =
        new ImageRecord(
                IMAGE.origin(),
                new byte[] {9},
                "id",
                null,
                Map.of(),
                7,
                new ByteRange(1, 2),
                null,
                null,
                new byte[] {1, 2, 3},
                List.of())
            .withHeaders(
                List.of(
                    new CopiedHeader("traceparent", new byte[] {4}), new CopiedHeader("x", null)));
    TypeSerializer<ImageRecord> records =
        StateTypes.IMAGE_RECORD.createSerializer(new SerializerConfigImpl());
    ImageRecord read = records.deserialize(new DataInputDeserializer(bytes(records, image)));
    assertThat(read).usingRecursiveComparison().isEqualTo(image);
    assertThat(read.encodedImage()).containsExactly(2, 3);
  }

  /** A manifest as version 2 wrote it, byte for byte. */
  @Test
  void aManifestLiesAsItAlwaysDid() throws Exception {
    byte[] bytes =
        bytes(StateTypes.MANIFEST.createSerializer(new SerializerConfigImpl()), MANIFEST);
    assertThat(HexFormat.of().formatHex(bytes, 1, bytes.length))
        .isEqualTo(
            "00000005"
                + "6269726473"
                + "00000003"
                + "312e30"
                + "00000040"
                + HexFormat.of().formatHex(DIGEST.getBytes(StandardCharsets.US_ASCII))
                + "00000000000927c0"
                + "00000002"
                + "00000100"
                + "000000e0"
                + "000000c8"
                + "0000000000000063"
                + "ffffffff");
  }

  /** Checkpoints hold the name of the snapshot's class, and the former names of the types. */
  @ParameterizedTest
  @EnumSource(Format.class)
  void aSnapshotOfBeforeTheMessagesHadAPackageOfTheirOwnIsRead(Format format) throws Exception {
    DataOutputSerializer snapshot = new DataOutputSerializer(16);
    snapshot.writeUTF("io.flinkmobilenet.stream.state.FormatSnapshot");
    snapshot.writeInt(1);
    snapshot.writeUTF("io.flinkmobilenet.stream.state." + format.type().getSimpleName());
    snapshot.writeUTF(format.name());
    snapshot.writeInt(format.version());
    TypeSerializerSnapshot<?> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(snapshot.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(read.restoreSerializer()).isEqualTo(new FormatSerializer<>(format));
  }

  @Test
  void aSnapshotOfAnotherVersionIsRefusedInWords() throws Exception {
    byte[] bytes = snapshot(StateTypes.MANIFEST.createSerializer(new SerializerConfigImpl()));
    bytes[bytes.length - 1] = 9;
    assertThatThrownBy(
            () ->
                TypeSerializerSnapshot.readVersionedSnapshot(
                    new DataInputDeserializer(bytes), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessage("state of format MANIFEST: expected version 1 to 5, found 9");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyFormatIsTestedAbove(Format format) {
    boolean edgeOnly = format == Format.PREDICTION || format == Format.REJECTED_IMAGE;
    assertThat(values())
        .as("a value of %s", format)
        .satisfiesAnyOf(
            all -> assertThat(edgeOnly).isTrue(),
            all ->
                assertThat(all)
                    .anyMatch(
                        value ->
                            ((TypeInformation<?>) value.get()[0]).getTypeClass() == format.type()));
  }

  @Test
  void aHostileLengthIsRefused() {
    byte[] bytes = {1, (byte) 0x80, 0, 0, 0};
    assertThatThrownBy(
            () ->
                StateTypes.MODEL_KEY
                    .createSerializer(new SerializerConfigImpl())
                    .deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("expected a length of at least -1");
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static byte[] snapshot(TypeSerializer<?> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return Arrays.copyOf(out.getSharedBuffer(), out.length());
  }
}
