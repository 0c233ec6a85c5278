package io.flinkmobilenet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  @ParameterizedTest
  @MethodSource("io.flinkmobilenet.event.Events#all")
  void eventsComeBackAsTheyWere(SpecificRecord event) throws Exception {
    assertThat(rewritten(event.getClass(), event)).isEqualTo(event);
  }

  private static <T extends SpecificRecord> T rewritten(Class<T> type, SpecificRecord event)
      throws UnreadableEventException {
    EventCodec<T> codec = EventCodec.of(type);
    return codec.decode(codec.encode(type.cast(event)));
  }

  /** An event written before the last field existed is read with that field's default. */
  @ParameterizedTest
  @MethodSource("io.flinkmobilenet.event.Events#ofOlderSchemas")
  void eventsOfEveryOlderSchemaAreRead(SpecificRecord event) throws Exception {
    for (Schema older : OlderSchemas.of(event.getClass())) {
      SpecificRecord read = decode(event.getClass(), encode(event, older));
      assertThat(encode(read, older)).isEqualTo(encode(event, older));
    }
  }

  @Test
  void predictionsOfBeforeThereWereScoresAreASoftmax() throws Exception {
    Schema older = OlderSchemas.of(Prediction.class).get(0);
    Prediction event =
        (Prediction)
            Events.all().stream().filter(Prediction.class::isInstance).findFirst().orElseThrow();
    assertThat(event.getScores()).isEqualTo(Scores.SIGMOID);
    assertThat(decode(Prediction.class, encode(event, older)).getScores())
        .isEqualTo(Scores.SOFTMAX);
  }

  /** A program that has the schema of before there were deployments, and no class of this one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void readersWithAnOlderSchemaReadPredictionsOfDeployments(int number) throws Exception {
    Schema older = OlderSchemas.of(Prediction.class).get(number);
    Prediction event = (Prediction) Events.all().get(1);
    BinaryMessageDecoder<GenericData.Record> decoder =
        new BinaryMessageDecoder<>(new GenericData(), older);
    decoder.addSchema(Prediction.getClassSchema());

    GenericData.Record read = decoder.decode(EventCodec.of(Prediction.class).encode(event));

    assertThat(read.getSchema()).isEqualTo(older);
    assertThat(read.getSchema().getField("deployment")).isNull();
    assertThat(read.get("imageId")).hasToString("picture 1");
    assertThat(read.get("capturedAt")).isEqualTo(Events.AT.toEpochMilli());
    assertThat(read.get("model")).hasToString(event.getModel().toString());
    assertThat(read.get("classes")).hasToString(event.getClasses().toString());
    assertThat(read.get("origin")).hasToString(event.getOrigin().toString());
    assertThat(read.get("embedding")).isEqualTo(event.getEmbedding());
  }

  @Test
  void predictionsOfBeforeThereWereDeploymentsAreClassifiedByAnActiveModel() throws Exception {
    Schema older = OlderSchemas.of(Prediction.class).get(1);
    Prediction event = (Prediction) Events.all().get(1);

    Prediction read = decode(Prediction.class, encode(event, older));

    assertThat(read.getScores()).isEqualTo(Scores.SIGMOID);
    assertThat(read.getDecision()).isEqualTo(Decision.CLASSIFIED);
    assertThat(read.getDeployment()).isNull();
    assertThat(read.getEpoch()).isNull();
    assertThat(read.getRoute()).isNull();
    assertThat(read.getVariant()).isNull();
    assertThat(read.getStage()).isZero();
    assertThat(read.getShadows()).isEmpty();
  }

  private static byte[] encode(SpecificRecord event, Schema schema) throws IOException {
    SpecificData data = new SpecificData();
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<Object>(data, schema).encode(event, bytes);
    return bytes.toByteArray();
  }

  private static <T extends SpecificRecord> T decode(Class<T> type, byte[] value)
      throws UnreadableEventException {
    return EventCodec.of(type).decode(value);
  }

  @Test
  void otherProgramsReadAndWriteTheSameBytes() throws Exception {
    EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
    Schema schema = ImageEvent.getClassSchema();
    byte[] written = codec.encode(Events.image());

    Object read = new BinaryMessageDecoder<>(new GenericData(), schema).decode(written);
    ByteBuffer foreign = new BinaryMessageEncoder<>(new GenericData(), schema).encode(read);

    assertThat(read).isInstanceOf(GenericData.Record.class);
    assertThat(codec.decode(foreign.array())).isEqualTo(Events.image());
  }

  @Test
  void theBytesOfAnImageAreAReadOnlyViewOfTheValue() throws Exception {
    EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
    byte[] value = codec.encode(Events.image());
    ByteBuffer image = codec.decode(value).getImage();

    assertThat(image.isReadOnly()).isTrue();
    assertThat(image.remaining()).isEqualTo("not really a picture".length());
    assertThat(ByteBuffer.wrap(value, image.position(), image.remaining())).isEqualTo(image);
    value[image.position()] = 'N';
    assertThat(image.get(image.position())).isEqualTo((byte) 'N');
  }

  @Test
  void aRecordOfAnOlderSchemaGetsTheDefaultsOfWhatItLacks() throws Exception {
    Schema older =
        SchemaBuilder.record("ImageEvent")
            .namespace("io.flinkmobilenet.event")
            .fields()
            .requiredString("id")
            .requiredString("camera")
            .requiredBytes("image")
            .name("capturedAt")
            .type(ImageEvent.getClassSchema().getField("capturedAt").schema())
            .noDefault()
            .endRecord();
    GenericData.Record event = new GenericData.Record(older);
    event.put("id", "picture 1");
    event.put("camera", "a field that is gone since");
    event.put("image", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    event.put("capturedAt", Events.AT.toEpochMilli());
    byte[] value = new BinaryMessageEncoder<>(new GenericData(), older).encode(event).array();

    ImageEvent read = new EventCodec<>(ImageEvent.class, List.of(older)).decode(value);

    assertThat(read.getId()).isEqualTo("picture 1");
    assertThat(read.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(read.getCapturedAt()).isEqualTo(Events.AT);
    assertThat(read.getSource()).isNull();
    assertThat(read.getAttributes()).isEmpty();
  }

  @Test
  void aClassLoaderOfItsOwnThatHasAvroTooWorks() throws Exception {
    URL[] classes = {location(EventCodec.class), location(Schema.class)};
    try (ChildFirst loader = new ChildFirst(classes)) {
      Class<?> event = loader.loadClass(ImageEvent.class.getName());
      Object codec =
          loader
              .loadClass(EventCodec.class.getName())
              .getMethod("of", Class.class)
              .invoke(null, event);
      byte[] value = EventCodec.of(ImageEvent.class).encode(Events.image());

      Object read = codec.getClass().getMethod("decode", byte[].class).invoke(codec, value);

      assertThat(read.getClass().getClassLoader()).isSameAs(loader);
      assertThat(read).hasToString(Events.image().toString());
    }
  }

  @Test
  void aClassLoaderOfItsOwnWithAvroInItsParentWorks() throws Exception {
    try (ChildFirst loader = new ChildFirst(new URL[] {location(EventCodec.class)})) {
      Class<?> event = loader.loadClass(ImageEvent.class.getName());
      Object codec =
          loader
              .loadClass(EventCodec.class.getName())
              .getMethod("of", Class.class)
              .invoke(null, event);
      byte[] value = EventCodec.of(ImageEvent.class).encode(Events.image());

      Object read = codec.getClass().getMethod("decode", byte[].class).invoke(codec, value);

      assertThat(read).isInstanceOf(event).hasToString(Events.image().toString());
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Looks for classes itself before it asks its parent, as Flink's user-code class loader does. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] places) {
      super(places, EventCodecTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
    }
  }
}
