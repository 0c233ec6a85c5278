package io.flinkmobilenet.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises, by its first bytes, a value that is not an event but a common mistake. */
final class ForeignValue {
  private static final String BARE_IMAGE =
      "a bare %s image; expected the image in an event, as 'mobilenet publish FILE' writes it%s";

  /**
   * First byte of Confluent's format; it is followed by the schema's id, 4 bytes, big-endian.
   *
   * @see <a
   *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
   *     format</a>
   */
  private static final int CONFLUENT_MAGIC = 0;

  private static final int CONFLUENT_HEADER = 5;

  private ForeignValue() {}

  /**
   * Describes the value and what to do about it; empty if it is not recognised.
   *
   * @param event name of the record that was expected
   */
  static Optional<String> describe(byte[] value, String event) {
    String beginning =
        new String(value, 0, Math.min(16, value.length), StandardCharsets.ISO_8859_1);
    Optional<String> image = image(beginning);
    if (image.isPresent()) {
      return image.map(format -> BARE_IMAGE.formatted(format, setting(event, "raw")));
    }
    if (value.length >= CONFLUENT_HEADER && value[0] == CONFLUENT_MAGIC) {
      return Optional.of(
          "Confluent's header with schema id %d; expected Avro's own header, as"
                  .formatted(ByteBuffer.wrap(value).getInt(1))
              + " BinaryMessageEncoder writes it, in place of KafkaAvroSerializer's"
              + setting(event, "confluent"));
    }
    if (beginning.startsWith("Obj\u0001")) {
      return Optional.of("an Avro object container file; expected one event without a file header");
    }
    return text(beginning.strip(), event);
  }

  /** Returns advice which option makes the job read such values; empty if there is none. */
  private static String setting(String event, String format) {
    String option =
        switch (event) {
          case "ImageEvent" -> "images";
          case "Prediction" -> "predictions";
          case "RejectedImage" -> "rejected";
          case "ModelStatus" -> "status";
          default -> "";
        };
    boolean readable = !option.isEmpty() && (option.equals("images") || !format.equals("raw"));
    return readable ? ", or --%s-format %s".formatted(option, format) : "";
  }

  private static Optional<String> image(String beginning) {
    if (beginning.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("JPEG");
    }
    if (beginning.startsWith("\u0089PNG")) {
      return Optional.of("PNG");
    }
    if (beginning.startsWith("GIF8")) {
      return Optional.of("GIF");
    }
    if (beginning.startsWith("RIFF") && beginning.startsWith("WEBP", 8)) {
      return Optional.of("WebP");
    }
    // Many texts begin with BM, but the header of a BMP file has four reserved bytes, all zero.
    boolean bitmap = beginning.startsWith("BM") && beginning.startsWith("\0\0\0\0", 6);
    return bitmap ? Optional.of("BMP") : Optional.empty();
  }

  private static Optional<String> text(String beginning, String event) {
    if (beginning.startsWith("{") || beginning.startsWith("[")) {
      return Optional.of(
          "JSON; expected Avro's binary encoding, the schemas are in schemas/"
              + setting(event, "json"));
    }
    // These are the first bytes of a JPEG and of a PNG in Base64.
    boolean base64 = beginning.startsWith("/9j/") || beginning.startsWith("iVBORw0KGgo");
    return base64 || beginning.startsWith("data:image/")
        ? Optional.of("an image as base64 text; expected its bytes in an event's field image")
        : Optional.empty();
  }
}
