package io.flinkmobilenet.weights.sharded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedTensorsTest {
  private static final String FIRST = "model-00001-of-00002.safetensors";
  private static final String SECOND = "model-00002-of-00002.safetensors";

  @TempDir Path folder;

  @BeforeEach
  void writeShards() throws IOException {
    Files.write(folder.resolve(FIRST), shard("a", 1));
    Files.write(folder.resolve(SECOND), shard("b", 2));
  }

  private static byte[] shard(String name, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value);
    return new SafetensorsWriter().tensor(name, DType.F32, Shape.of(1), bytes).toBytes();
  }

  private ShardedTensors read(String index) throws Exception {
    Path file = folder.resolve("model.safetensors.index.json");
    Files.writeString(file, index.replace('\'', '"'));
    return ShardedTensors.read(file, SafetensorsReader::read);
  }

  @Test
  void readsEveryFile() throws Exception {
    ShardedTensors tensors =
        read(
            "{'metadata': {'total_size': 8}, 'weight_map': {'b': '%s', 'a': '%s'}}"
                .formatted(SECOND, FIRST));

    assertThat(tensors.names()).containsExactly("b", "a");
    assertThat(tensors.tensor("a").values()).containsExactly(1);
    assertThat(tensors.tensor("b").values()).containsExactly(2);
    assertThat(tensors.dtype("a")).isEqualTo(DType.F32);
    assertThat(tensors.shape("b")).isEqualTo(Shape.of(1));
    assertThat(tensors.bytes("b").remaining()).isEqualTo(4);
    assertThatThrownBy(() -> tensors.shape("c")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                              | expected an object, found another value
          {                               | expected JSON, found
          {}                              | expected an object weight_map with the file of each tensor, found none
          {'weight_map': {}}              | expected an object weight_map with the file of each tensor, found none
          {'weight_map': []}              | expected an object weight_map with the file of each tensor, found none
          {'weight_map': {'a': 1}}        | expected the name of a file in the same folder for each tensor
          {'weight_map': {'a': '../a'}}   | expected the name of a file in the same folder for each tensor
          {'weight_map': {'a': '/etc/a'}} | expected the name of a file in the same folder for each tensor
          {'weight_map': {'a': '..'}}     | expected the name of a file in the same folder for each tensor
          {'weight_map': {'a': 'a', 'a': 'b'}} | found Duplicate field 'a'
          {'weight_map': {'a': 'absent'}} | expected file absent beside it, found none
          {'weight_map': {'a': 'model-00002-of-00002.safetensors'}} | expected tensor a in model-00002-of-00002.safetensors, found none
          {'weight_map': {'a': 'model-00001-of-00002.safetensors', 'c': 'model-00002-of-00002.safetensors'}} | expected tensor c in model-00002-of-00002.safetensors, found none
          """)
  void otherIndexesAreRefused(String index, String message) {
    assertThatThrownBy(() -> read(index))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void aTensorThatTheIndexDoesNotNameIsRefused() throws Exception {
    byte[] two =
        new SafetensorsWriter()
            .tensor("a", DType.U8, Shape.of(1), ByteBuffer.allocate(1))
            .tensor("b", DType.U8, Shape.of(1), ByteBuffer.allocate(1))
            .toBytes();
    Files.write(folder.resolve(FIRST), two);

    assertThatThrownBy(() -> read("{'weight_map': {'a': '%s'}}".formatted(FIRST)))
        .hasMessageEndingWith("expected an entry for tensor b of " + FIRST + ", found none");
    assertThatThrownBy(
            () -> read("{'weight_map': {'a': '%s', 'b': '%s'}}".formatted(FIRST, SECOND)))
        .hasMessageEndingWith("expected an entry for tensor b of " + FIRST + ", found " + SECOND);
  }
}
