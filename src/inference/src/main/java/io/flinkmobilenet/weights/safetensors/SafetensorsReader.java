package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.weights.ByteSegments;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    return read(ByteSegments.of(file), where);
  }

  /** Reads the tensors from a file whose content may be in several arrays. */
  public static NamedTensors read(ByteSegments file, String where) throws WeightsException {
    int length = headerLength(file, where);
    int data = Long.BYTES + length;
    Header header =
        new HeaderParser(where, file.length() - data)
            .parse(headerText(file.slice(Long.BYTES, length), where));
    return new SafetensorsFile(where, header, file, data);
  }

  private static int headerLength(ByteSegments file, String where) throws WeightsException {
    if (file.length() < Long.BYTES) {
      throw new MalformedWeightsException(
          "%s: expected 8 bytes that hold the header's length, found %d bytes"
              .formatted(where, file.length()));
    }
    long length = file.slice(0, Long.BYTES).getLong();
    int remaining = file.length() - Long.BYTES;
    if (length < 0 || length > remaining) {
      throw new MalformedWeightsException(
          "%s: header of %s bytes, but %d bytes remain"
              .formatted(where, Long.toUnsignedString(length), remaining));
    }
    if (length > MAX_HEADER_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: header of %d bytes, supported are %d".formatted(where, length, MAX_HEADER_BYTES));
    }
    return (int) length;
  }

  private static String headerText(ByteBuffer bytes, String where) throws WeightsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedWeightsException(where + ": header: expected UTF-8 text", e);
    }
  }
}
