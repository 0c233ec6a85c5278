package io.flinkmobilenet.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises, by its first bytes, a value in another format than the one that was expected. */
public final class ForeignValue {
  private static final int LONGEST_BEGINNING = 16;

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
   * A format that a value may have.
   *
   * @param description what the value is
   * @param option name of the format on the command line; empty if there is none
   */
  private record Form(String description, String option) {}

  /**
   * Describes the value, and names the option with which it can be read if there is one; empty if
   * the value is not recognised or has the format that was expected.
   *
   * @param event name of the record that was expected, for example {@code ImageEvent}
   * @param expected the format that was expected, as options name it, for example {@code avro}
   */
  public static Optional<String> describe(byte[] value, String event, String expected) {
    return recognise(value)
        .filter(form -> !form.option.equals(expected))
        .map(form -> form.description + advice(event, form.option));
  }

  private static String advice(String event, String format) {
    String option =
        switch (event) {
          case "ImageEvent" -> "images";
          case "Prediction" -> "predictions";
          case "RejectedImage" -> "rejected";
          case "ModelStatus" -> "status";
          default -> "";
        };
    boolean readable = !option.isEmpty() && (option.equals("images") || !format.equals("raw"));
    return readable && !format.isEmpty()
        ? ", which --%s-format %s reads".formatted(option, format)
        : "";
  }

  private static Optional<Form> recognise(byte[] value) {
    String beginning =
        new String(
            value, 0, Math.min(LONGEST_BEGINNING, value.length), StandardCharsets.ISO_8859_1);
    Optional<String> image = image(beginning);
    if (image.isPresent()) {
      return image.map(format -> new Form("a bare " + format + " image", "raw"));
    }
    if (value.length >= CONFLUENT_HEADER && value[0] == CONFLUENT_MAGIC) {
      int schema = ByteBuffer.wrap(value).getInt(1);
      return Optional.of(new Form("Confluent's header with schema id " + schema, "confluent"));
    }
    if (beginning.startsWith("Obj\u0001")) {
      return Optional.of(
          new Form("an Avro object container file; expected one event without a file header", ""));
    }
    if (beginning.startsWith("\u00c3\u0001")) {
      return Optional.of(new Form("Avro's single-object encoding", "avro"));
    }
    return text(beginning.strip());
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

  private static Optional<Form> text(String beginning) {
    if (beginning.startsWith("{") || beginning.startsWith("[")) {
      return Optional.of(new Form("JSON", "json"));
    }
    // These are the first bytes of a JPEG and of a PNG in Base64.
    boolean base64 = beginning.startsWith("/9j/") || beginning.startsWith("iVBORw0KGgo");
    return base64 || beginning.startsWith("data:image/")
        ? Optional.of(
            new Form("an image as base64 text; expected its bytes in an event's field image", ""))
        : Optional.empty();
  }
}
