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

  private record Part(DType dtype, Shape shape, ByteBuffer bytes) {}

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
    long expected = (long) shape.elements() * dtype.bytes();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "%s: %s of shape %s has %d bytes, found %d"
              .formatted(name, dtype, shape, expected, bytes.remaining()));
    }
    if (parts.put(name, new Part(dtype, shape, bytes.slice())) != null) {
      throw new IllegalArgumentException("two tensors " + name);
    }
    return this;
  }

  /** Returns the whole file. */
  public byte[] toBytes() {
    byte[] header = header();
    int padding = -header.length & ALIGNMENT - 1;
    long length = Long.BYTES + (long) header.length + padding;
    for (Part part : parts.values()) {
      length += part.bytes().remaining();
    }
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length + padding).put(header).put(" ".repeat(padding).getBytes(US_ASCII));
    for (Part part : parts.values()) {
      file.put(part.bytes().duplicate());
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
        begin += part.getValue().bytes().remaining();
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
    json.writeNumber(begin + part.bytes().remaining());
    json.writeEndArray();
    json.writeEndObject();
  }
}
