package io.flinkmobilenet.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @Test
  void whatIsWrittenIsRead(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("small.safetensors");
    Files.write(file, small().toBytes());

    NamedTensors tensors = SafetensorsReader.read(file);

    assertThat(tensors.names()).containsExactly("second", "first", "empty", "scalar");
    assertThat(tensors.metadata()).isEqualTo(Map.of("format", "pt", "label", "Grünfink \"1\""));
    assertThat(tensors.shape("second")).isEqualTo(Shape.of(2, 2));
    assertThat(tensors.dtype("second")).isEqualTo(DType.F16);
    assertThat(tensors.tensor("second").values()).containsExactly(1f, 2f, 0f, -2f);
    assertThat(tensors.tensor("first").values()).containsExactly(1f);
    assertThat(tensors.tensor("empty").values()).isEmpty();
    assertThat(tensors.tensor("scalar").values()).containsExactly(200f);
    assertThat(tensors.bytes("scalar").get(0)).isEqualTo((byte) 200);
    assertThat(tensors.bytes("scalar").isReadOnly()).isTrue();
    assertThatThrownBy(() -> tensors.tensor("third"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s: no tensor third", file);
  }

  @Test
  void theSameCallsGiveTheSameBytesAndAlignedData() {
    byte[] bytes = small().toBytes();

    assertThat(small().toBytes()).isEqualTo(bytes);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
    assertThat(new String(bytes, 8, 62, StandardCharsets.UTF_8))
        .isEqualTo("{\"__metadata__\":{\"format\":\"pt\",\"label\":\"Grünfink \\\"1\\\"\"},\"sec");
  }

  @Test
  void theWriterRefusesWhatTheReaderWould() {
    SafetensorsWriter writer = small();

    assertThatThrownBy(() -> writer.tensor("short", DType.F32, Shape.of(2), ByteBuffer.allocate(7)))
        .hasMessage("short: F32 of shape [2] has 8 bytes, found 7");
    assertThatThrownBy(() -> writer.tensor("first", DType.F32, Shape.of(0), ByteBuffer.allocate(0)))
        .hasMessage("two tensors first");
  }

  static SafetensorsWriter small() {
    return new SafetensorsWriter()
        .metadata("format", "pt")
        .metadata("label", "Grünfink \"1\"")
        .tensor("second", DType.F16, Shape.of(2, 2), bytes(0x00, 0x3C, 0, 0x40, 0, 0, 0, 0xC0))
        .tensor("first", DType.F32, Shape.of(1), bytes(0, 0, 0x80, 0x3F))
        .tensor("empty", DType.BF16, Shape.of(3, 0), bytes())
        .tensor("scalar", DType.U8, Shape.of(), bytes(200));
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
