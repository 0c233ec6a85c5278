package io.flinkmobilenet.weights.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes pickles opcode by opcode, and storages as {@code torch.save} names them. */
final class PickleWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleWriter op(int... opcodes) {
    for (int opcode : opcodes) {
      bytes.write(opcode);
    }
    return this;
  }

  PickleWriter ascii(String text) {
    bytes.writeBytes(text.getBytes(UTF_8));
    return this;
  }

  PickleWriter text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return op('X').int32(utf8.length).ascii(text);
  }

  PickleWriter number(int value) {
    return op('J').int32(value);
  }

  PickleWriter int32(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  PickleWriter numbers(int... values) {
    op('(');
    for (int value : values) {
      number(value);
    }
    return op('t');
  }

  PickleWriter global(String module, String name) {
    return op('c').ascii(module + "\n" + name + "\n");
  }

  PickleWriter storage(String type, String key, int elements) {
    return op('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .op('t', 'Q');
  }

  /** Pushes a tensor; the storage comes first. */
  PickleWriter tensor(
      String type, String key, int elements, int offset, int[] size, int[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage(type, key, elements)
        .number(offset)
        .numbers(size)
        .numbers(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .op(')', 'R', 't', 'R');
  }

  byte[] stop() {
    return op('.').toBytes();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
