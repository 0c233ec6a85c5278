package io.flinkmobilenet.weights.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files as {@code torch.save} does, from a pickle and the bytes of its storages. */
final class TorchFiles {
  private TorchFiles() {}

  static PickleWriter pickle() {
    return new PickleWriter().op(0x80, 2);
  }

  /** The beginning of a state dict; {@link #end} closes it. */
  static PickleWriter stateDict() {
    return pickle().global("collections", "OrderedDict").op(')', 'R', '(');
  }

  static byte[] end(PickleWriter stateDict) {
    return stateDict.op('u').stop();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** An archive with stored entries. */
  static byte[] zip(byte[] pickle, Map<String, byte[]> entries) {
    return zip(pickle, entries, ZipEntry.STORED);
  }

  static byte[] zip(byte[] pickle, Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", pickle, method);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue(), method);
      }
      put(zip, "version", "3\n".getBytes(UTF_8), method);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, int method)
      throws IOException {
    ZipEntry entry = new ZipEntry("archive/" + name);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setCrc(sum.getValue());
      entry.setSize(content.length);
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** A file of PyTorch before 1.6 with one storage. */
  static byte[] legacy(byte[] pickle, String key, byte[] storage, int elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(beginning());
    bytes.writeBytes(pickle);
    bytes.writeBytes(pickle().op(']', '(').text(key).op('e').stop());
    bytes.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(elements).array());
    bytes.writeBytes(storage);
    return bytes.toByteArray();
  }

  private static byte[] beginning() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(magic());
    bytes.writeBytes(pickle().op('M', 0xe9, 0x03).stop());
    bytes.writeBytes(pickle().op('}', '(').text("little_endian").op(0x88, 'u').stop());
    return bytes.toByteArray();
  }

  /** The same without storages. */
  static byte[] legacy(byte[] pickle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(beginning());
    bytes.writeBytes(pickle);
    bytes.writeBytes(pickle().op(']').stop());
    return bytes.toByteArray();
  }

  private static byte[] magic() {
    return pickle().op(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19).stop();
  }
}
