package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.RenamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the golden images of an artifact. Lengths are checked before bytes are copied.
 */
final class GoldenImages {
  private static final String KEY = "golden_images";
  private static final String PREFIX = KEY + ".";
  private static final int MAX_CHARACTERS = 200;

  private GoldenImages() {}

  /**
   * Reads the golden images.
   *
   * @param classes number of classes, which is the number of logits of each image
   */
  static List<GoldenImage> read(NamedTensors file, int classes, String where)
      throws InvalidModelException {
    if (!file.metadata().containsKey(KEY)) {
      return List.of();
    }
    String inNames = where + ": " + KEY;
    JsonNode names = Json.read(file.metadata().get(KEY), inNames);
    if (!names.isArray() || names.isEmpty() || names.size() > GoldenImage.MAX_IMAGES) {
      throw new InvalidModelException(
          "%s: expected an array of 1 to %d names".formatted(inNames, GoldenImage.MAX_IMAGES));
    }
    List<GoldenImage> images = new ArrayList<>();
    for (JsonNode name : names) {
      int index = images.size();
      requireName(name, inNames + ": " + index);
      ByteBuffer encoded = tensor(file, image(index), DType.U8, 1, GoldenImage.MAX_BYTES, where);
      ByteBuffer logits = tensor(file, logits(index), DType.F32, classes, classes, where);
      images.add(new GoldenImage(name.textValue(), bytes(encoded), floats(logits)));
      requireFinite(images.get(index).logits(), where + ": " + logits(index));
    }
    return images;
  }

  private static void requireName(JsonNode name, String where) throws InvalidModelException {
    String text = name.isTextual() ? name.textValue() : "";
    if (text.isEmpty()
        || text.length() > MAX_CHARACTERS
        || text.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidModelException(
          "%s: expected the name of an image, 1 to %d printable characters"
              .formatted(where, MAX_CHARACTERS));
    }
  }

  private static ByteBuffer tensor(
      NamedTensors file, String name, DType dtype, int least, int most, String where)
      throws InvalidModelException {
    if (!file.names().contains(name)) {
      throw new InvalidModelException(
          "%s: expected a tensor %s of a golden image, found none".formatted(where, name));
    }
    Shape shape = file.shape(name);
    if (file.dtype(name) != dtype
        || shape.rank() != 1
        || shape.extent(0) < least
        || shape.extent(0) > most) {
      throw new InvalidModelException(
          "%s: %s: expected %s elements of %s in one dimension, found %s of %s"
              .formatted(
                  where,
                  name,
                  least == most ? Integer.toString(most) : least + " to " + most,
                  dtype,
                  shape,
                  file.dtype(name)));
    }
    return file.bytes(name);
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }

  private static float[] floats(ByteBuffer from) {
    float[] floats = new float[from.remaining() / Float.BYTES];
    from.asFloatBuffer().get(floats);
    return floats;
  }

  private static void requireFinite(float[] logits, String where) throws InvalidModelException {
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        throw new InvalidModelException(
            "%s: expected finite logits, found %s at index %d".formatted(where, logits[i], i));
      }
    }
  }

  /** Returns the tensors of a file that do not belong to golden images. */
  static NamedTensors parameters(NamedTensors file) {
    if (!file.metadata().containsKey(KEY)) {
      return file;
    }
    return RenamedTensors.only(
        file, file.names().stream().filter(name -> !name.startsWith(PREFIX)).toList());
  }

  /** Returns the golden images in a file that is an artifact; other files have none. */
  static List<GoldenImage> ofImported(NamedTensors file, int classes, String where)
      throws InvalidModelException {
    Map<String, String> metadata = file.metadata();
    return metadata.containsKey("artifact_version") ? read(file, classes, where) : List.of();
  }

  /** Writes the images after the parameters; without any, nothing. */
  static void write(List<GoldenImage> images, SafetensorsWriter writer) {
    for (int index = 0; index < images.size(); index++) {
      GoldenImage image = images.get(index);
      float[] logits = image.logits();
      ByteBuffer values =
          ByteBuffer.allocate(logits.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      values.asFloatBuffer().put(logits);
      writer.tensor(
          image(index),
          DType.U8,
          Shape.of(image.encoded().length),
          ByteBuffer.wrap(image.encoded()));
      writer.tensor(logits(index), DType.F32, Shape.of(logits.length), values);
    }
  }

  /** Writes the names of the images; without any, nothing, so that other digests stay the same. */
  static void writeNames(List<GoldenImage> images, SafetensorsWriter writer) {
    if (!images.isEmpty()) {
      writer.metadata(KEY, Json.write(images.stream().map(GoldenImage::name).toList()));
    }
  }

  /** Refuses parameters that have the name of a part of a golden image. */
  static void requireOtherNames(Iterable<String> parameters, String where)
      throws InvalidModelException {
    for (String name : parameters) {
      if (name.startsWith(PREFIX)) {
        throw new InvalidModelException(
            "%s: expected no parameter named %s in a model with golden images"
                .formatted(where, name));
      }
    }
  }

  private static String image(int index) {
    return PREFIX + index + ".image";
  }

  private static String logits(int index) {
    return PREFIX + index + ".logits";
  }
}
