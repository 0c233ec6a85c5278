package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files in the <a href="https://github.com/huggingface/safetensors#format">safetensors</a>
 * format.
 *
 * <pre>
 * N, 8 bytes, little-endian | header, N bytes of JSON | elements of the tensors, little-endian
 * {"__metadata__": {name: text}, tensor: {"dtype": "F32", "shape": [..], "data_offsets": [b, e]}}
 * </pre>
 *
 * <p>Offsets count from the end of the header; the tensors fill the rest of the file without holes
 * or overlaps. Every length in the header is compared with the length of the file before memory is
 * allocated for it.
 */
public final class SafetensorsReader {
  /** Longest header that is read, which is enough for some 100,000 tensors. */
  static final int MAX_HEADER_BYTES = 16 << 20;

  private SafetensorsReader() {}

  /**
   * Reads the tensors of a file.
   *
   * @throws WeightsException if it is not a safetensors file, or is longer than 2 GiB
   * @throws IOException if it cannot be read
   */
  public static NamedTensors read(Path file) throws WeightsException, IOException {
    long size = Files.size(file);
    if (size > Integer.MAX_VALUE - 8) {
      throw new UnsupportedWeightsException(
          "%s: expected at most 2 GiB, found %d bytes".formatted(file, size));
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads the tensors from the content of a file.
   *
   * @param file whole content of the file; not copied
   * @param where name of the file in error messages
   * @throws WeightsException if it is not a safetensors file
   */
  public static NamedTensors read(byte[] file, String where) throws WeightsException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    String json = headerText(bytes, where);
    ByteBuffer data = bytes.slice(bytes.position(), bytes.remaining()).asReadOnlyBuffer();
    Header header = new HeaderParser(where, data.remaining()).parse(json);
    return new SafetensorsFile(where, header, data);
  }

  /** Returns the header as text and moves the position behind it. */
  private static String headerText(ByteBuffer bytes, String where) throws WeightsException {
    if (bytes.remaining() < Long.BYTES) {
      throw new MalformedWeightsException(
          "%s: expected 8 bytes that hold the header's length, found %d bytes"
              .formatted(where, bytes.remaining()));
    }
    long length = bytes.getLong();
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedWeightsException(
          "%s: header of %s bytes, but %d bytes remain"
              .formatted(where, Long.toUnsignedString(length), bytes.remaining()));
    }
    if (length > MAX_HEADER_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: header of %d bytes, supported are %d".formatted(where, length, MAX_HEADER_BYTES));
    }
    ByteBuffer text = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedWeightsException(where + ": header: expected UTF-8 text", e);
    }
  }
}
