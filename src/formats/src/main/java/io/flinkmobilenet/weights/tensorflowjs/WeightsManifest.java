package io.flinkmobilenet.weights.tensorflowjs;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.keras.StoredWeight;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weights of a model. Each group of the manifest names some files, whose bytes follow each
 * other, and the weights therein in their order.
 */
final class WeightsManifest {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_SHARDS = 1 << 12;
  private static final int MAX_RANK = 8;

  private final ModelFiles files;
  private final String where;
  private final Set<String> read = new HashSet<>();
  private long total;

  WeightsManifest(ModelFiles files, String where) {
    this.files = files;
    this.where = where;
  }

  List<StoredWeight> weights(JsonNode manifest) throws WeightsException, IOException {
    if (!manifest.isArray()) {
      throw malformed("weightsManifest", "a list of groups", "none");
    }
    List<StoredWeight> weights = new ArrayList<>();
    for (JsonNode group : manifest) {
      ByteBuffer bytes = bytes(group.path("paths"));
      for (JsonNode weight : group.path("weights")) {
        weights.add(weight(weight, bytes));
      }
      if (bytes.hasRemaining()) {
        throw malformed(
            "weightsManifest", "weights for all bytes", bytes.remaining() + " bytes more");
      }
    }
    return weights;
  }

  /** Returns the bytes of all files of a group. */
  private ByteBuffer bytes(JsonNode paths) throws WeightsException, IOException {
    List<byte[]> shards = new ArrayList<>();
    int length = 0;
    for (JsonNode path : paths) {
      byte[] shard = shard(path.asText());
      shards.add(shard);
      length += shard.length;
    }
    if (shards.size() == 1) {
      return ByteBuffer.wrap(shards.get(0)).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    shards.forEach(bytes::put);
    return bytes.flip();
  }

  private byte[] shard(String path) throws WeightsException, IOException {
    boolean inside =
        !path.isEmpty()
            && path.indexOf('\\') < 0
            && path.indexOf(':') < 0
            && !path.startsWith("/")
            && !List.of(path.split("/")).contains("..");
    if (!inside || path.length() > 256) {
      throw malformed("weightsManifest", "files beside model.json", brief(path));
    }
    if (!read.add(path) || read.size() > MAX_SHARDS) {
      throw malformed("weightsManifest", "at most " + MAX_SHARDS + " files, each once", path);
    }
    byte[] shard =
        files
            .read(path, MAX_BYTES - total)
            .orElseThrow(() -> malformed("weightsManifest", "a file " + path, "none"));
    total += shard.length;
    return shard;
  }

  private StoredWeight weight(JsonNode json, ByteBuffer bytes) throws WeightsException {
    String name = json.path("name").asText();
    if (name.isEmpty() || name.length() > 512) {
      throw malformed("weight", "a name of at most 512 characters", brief(name));
    }
    Shape shape = shape(name, json.path("shape"));
    JsonNode quantisation = json.path("quantization");
    String type = json.path("dtype").asText("float32");
    String stored = quantisation.path("dtype").asText(type);
    int size = size(name, type, stored);
    long length = (long) shape.elements() * size;
    if (length > bytes.remaining()) {
      throw malformed(
          "weight " + name, length + " bytes for shape " + shape, bytes.remaining() + "");
    }
    ByteBuffer elements = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    boolean scaled = quantisation.isObject() && !stored.equals("float16");
    double scale = scaled ? number(name, quantisation, "scale") : 1;
    double least = scaled ? number(name, quantisation, "min") : 0;
    return new StoredWeight(
        name, shape, () -> StoredElements.decode(elements, stored, scale, least));
  }

  private double number(String name, JsonNode quantisation, String key)
      throws MalformedWeightsException {
    JsonNode number = quantisation.path(key);
    if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
      throw malformed("weight " + name, "a finite number " + key, "another value");
    }
    return number.asDouble();
  }

  private Shape shape(String name, JsonNode json) throws MalformedWeightsException {
    boolean valid = json.isArray() && json.size() <= MAX_RANK;
    int[] extents = new int[valid ? json.size() : 0];
    for (int axis = 0; valid && axis < extents.length; axis++) {
      valid = json.get(axis).isInt();
      extents[axis] = json.get(axis).asInt();
    }
    if (!valid) {
      throw malformed("weight " + name, "a shape of whole numbers", "another value");
    }
    try {
      return Shape.of(extents);
    } catch (IllegalArgumentException e) {
      throw malformed("weight " + name, "fewer than 2^31 values", e.getMessage());
    }
  }

  private int size(String name, String type, String stored) throws UnsupportedWeightsException {
    int size = StoredElements.bytes(stored);
    if (size == 0 || type.equals("string") || type.equals("complex64")) {
      throw new UnsupportedWeightsException(
          "%s: weight %s: expected float32, int32, bool, uint8, uint16 or float16, found %s"
              .formatted(where, brief(name), brief(size == 0 ? stored : type)));
    }
    return size;
  }

  private MalformedWeightsException malformed(String what, String expected, String found) {
    return new MalformedWeightsException(
        "%s: %s: expected %s, found %s".formatted(where, brief(what), expected, found));
  }

  private static String brief(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
