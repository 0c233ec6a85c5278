package io.flinkmobilenet.weights.safetensors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes the <a href="https://github.com/huggingface/safetensors#format">safetensors</a> format.
 * The same calls give the same bytes: metadata and tensors are in the order in which they were
 * added, and the only white space is the padding that aligns the data to 8 bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private record Part(DType dtype, Shape shape, Supplier<ByteBuffer> bytes) {
    long length() {
      return (long) shape.elements() * dtype.bytes();
    }
  }

  /** Adds a text to the metadata. */
  public SafetensorsWriter metadata(String name, String text) {
    metadata.put(name, text);
    return this;
  }

  /**
   * Adds a tensor.
   *
   * @param bytes elements, little-endian; not copied before {@link #toBytes}
   */
  public SafetensorsWriter tensor(String name, DType dtype, Shape shape, ByteBuffer bytes) {
    ByteBuffer elements = bytes.slice();
    Part part = new Part(dtype, shape, elements::duplicate);
    requireLength(name, part, elements);
    return add(name, part);
  }

  /**
   * Adds a tensor whose elements are not needed before {@link #toBytes}.
   *
   * @param bytes returns the elements, little-endian
   */
  public SafetensorsWriter tensor(
      String name, DType dtype, Shape shape, Supplier<ByteBuffer> bytes) {
    return add(name, new Part(dtype, shape, bytes));
  }

  private SafetensorsWriter add(String name, Part part) {
    if (parts.put(name, part) != null) {
      throw new IllegalArgumentException("two tensors " + name);
    }
    return this;
  }

  private static void requireLength(String name, Part part, ByteBuffer bytes) {
    if (bytes.remaining() != part.length()) {
      throw new IllegalArgumentException(
          "%s: %s of shape %s has %d bytes, found %d"
              .formatted(name, part.dtype(), part.shape(), part.length(), bytes.remaining()));
    }
  }

  /** Returns the file up to its data: the length of the header, and the header. */
  public byte[] beginning() {
    byte[] header = header();
    int padding = -header.length & ALIGNMENT - 1;
    return ByteBuffer.allocate(Long.BYTES + header.length + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length + padding)
        .put(header)
        .put(" ".repeat(padding).getBytes(US_ASCII))
        .array();
  }

  /** Returns the whole file. */
  public byte[] toBytes() {
    byte[] beginning = beginning();
    long length = beginning.length;
    for (Part part : parts.values()) {
      length += part.length();
    }
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(length)).put(beginning);
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      ByteBuffer bytes = part.getValue().bytes().get();
      requireLength(part.getKey(), part.getValue(), bytes);
      file.put(bytes);
    }
    return file.array();
  }

  private byte[] header() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        writeEntry(json, part.getKey(), part.getValue(), begin);
        begin += part.getValue().length();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeEntry(JsonGenerator json, String name, Part part, long begin)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", part.dtype().name());
    json.writeArrayFieldStart("shape");
    for (int axis = 0; axis < part.shape().rank(); axis++) {
      json.writeNumber(part.shape().extent(axis));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(begin + part.length());
    json.writeEndArray();
    json.writeEndObject();
  }
}
