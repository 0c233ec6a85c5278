package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedWeightsTest {
  private static final String WEIGHT = "mobilenet_v2.layer.3.reduce_1x1.convolution.weight";
  private static final String VARIANCE = "mobilenet_v2.layer.3.conv_3x3.normalization.running_var";

  @TempDir Path directory;

  @BeforeEach
  void writeModel() {
    TestModels.writeDirectory(directory, 1, 32, 5);
  }

  @Test
  void aMissingTensorIsNamed() throws Exception {
    rewrite(WEIGHT, null);

    assertRefused(WEIGHT + " of shape [", ", found none");
  }

  @Test
  void anExtraTensorIsNamed() throws Exception {
    rewrite("", writer -> writer.tensor("head.bias", DType.F32, Shape.of(0), bytes()));

    assertRefused("expected no tensor head.bias in this network, found one of shape [0]");
  }

  @Test
  void theCountersOfBatchNormalisationAreLeftOut() throws Exception {
    String counter = "mobilenet_v2.conv_1x1.normalization.num_batches_tracked";
    rewrite("", writer -> writer.tensor(counter, DType.I64, Shape.of(), ByteBuffer.allocate(8)));

    Assertions.assertThat(ModelDirectory.read(directory).bytes())
        .isEqualTo(TestModels.artifact(1, 32, 5).bytes());
  }

  @Test
  void aTensorOfAnotherShapeIsNamed() throws Exception {
    rewrite(WEIGHT, writer -> writer.tensor(WEIGHT, DType.F32, Shape.of(1), bytes(1f)));

    assertRefused(WEIGHT + ": expected shape [", ", 1, 1], found [1]");
  }

  @Test
  void aTensorOfNoFloatsIsNamed() throws Exception {
    Shape shape = weights().shape(WEIGHT);
    rewrite(
        WEIGHT,
        writer -> writer.tensor(WEIGHT, DType.U8, shape, ByteBuffer.allocate(shape.elements())));

    assertRefused(WEIGHT + ": expected one of [F32, F16, BF16], found U8");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsNamedWithItsIndex(float value) throws Exception {
    poke(WEIGHT, 3, value);

    assertRefused(WEIGHT + ": expected finite values, found " + value + " at index 3");
  }

  @Test
  void aNegativeVarianceIsNamed() throws Exception {
    poke(VARIANCE, 2, -0.5f);

    assertRefused(VARIANCE + ": expected variances of 0 or more", "found -0.5 at 2");
  }

  @Test
  void aVarianceOfZeroNeedsAnEpsilon() throws Exception {
    poke(VARIANCE, 2, 0);
    ModelDirectory.read(directory);
    String config =
        TestModels.config(32, 5).replace("\"image_size\"", "\"layer_norm_eps\":0,\"x\"");
    Files.writeString(directory.resolve("config.json"), config);

    assertRefused(VARIANCE, "found 0.0 at 2");
  }

  @Test
  void asManyLabelsAsClassesAreNeeded() throws Exception {
    Files.writeString(directory.resolve("config.json"), TestModels.config(32, 6));

    assertRefused("classifier.bias: expected one value for each of 6 labels, found 5");
  }

  @Test
  void anotherWidthIsRefused() throws Exception {
    String config = TestModels.config(32, 5).replace("0.35", "0.5");
    Files.writeString(directory.resolve("config.json"), config);

    assertRefused(
        "mobilenet_v2.layer.0.reduce_1x1.convolution.weight: expected shape [16, 48, 1, 1], found [8,");
  }

  @Test
  void networksLargerThanMemoryAreRefusedBeforeAnythingIsAllocated() throws Exception {
    Files.writeString(
        directory.resolve("preprocessor_config.json"), TestModels.preprocessorConfig(7_000));
    assertRefused("feature map of ", "supported are 33554432 values");
    Files.writeString(
        directory.resolve("preprocessor_config.json"), TestModels.preprocessorConfig(32));
    String config =
        TestModels.config(32, 5)
            .replace("0.35", "16")
            .replace("\"image_size\"", "\"min_depth\":65536,\"x\"");
    Files.writeString(directory.resolve("config.json"), config);
    assertRefused("model.safetensors: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors"})
  void everyFileIsNeededAndBounded(String name) throws Exception {
    Path file = directory.resolve(name);
    Files.delete(file);
    assertRefused(file + ": expected a file of a Hugging Face model directory, found none");

    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 40);
    }
    assertRefused(file + ": expected at most ", "found 1099511627776");
  }

  private void assertRefused(String... parts) {
    AbstractThrowableAssert<?, ?> refusal =
        assertThatThrownBy(() -> ModelDirectory.read(directory))
            .isInstanceOf(InvalidModelException.class)
            .hasMessageStartingWith(directory.toString());
    for (String part : parts) {
      refusal.hasMessageContaining(part);
    }
  }

  private interface Change {
    void apply(SafetensorsWriter writer);
  }

  /** Writes the weights without one tensor, and with the tensors that the change adds. */
  private void rewrite(String without, Change change) throws Exception {
    NamedTensors weights = weights();
    SafetensorsWriter writer = new SafetensorsWriter();
    for (String name : weights.names()) {
      if (!name.equals(without)) {
        writer.tensor(name, weights.dtype(name), weights.shape(name), weights.bytes(name));
      }
    }
    if (change != null) {
      change.apply(writer);
    }
    Files.write(directory.resolve("model.safetensors"), writer.toBytes());
  }

  private void poke(String tensor, int index, float value) throws Exception {
    ByteBuffer old = weights().bytes(tensor);
    Shape shape = weights().shape(tensor);
    ByteBuffer changed = ByteBuffer.allocate(old.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    changed.put(old).flip().putFloat(4 * index, value);
    rewrite(tensor, writer -> writer.tensor(tensor, DType.F32, shape, changed));
  }

  private NamedTensors weights() throws Exception {
    return SafetensorsReader.read(directory.resolve("model.safetensors"));
  }

  private static ByteBuffer bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.flip();
  }
}
