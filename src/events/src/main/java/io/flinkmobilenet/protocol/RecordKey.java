package io.flinkmobilenet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The key of a record of the models topic: {@code manifest/NAME/VERSION}, {@code
 * chunk/DIGEST/INDEX}, {@code activation} or {@code deployment}.
 */
public record RecordKey(String text) {
  /** The key of all activation requests. */
  public static final RecordKey ACTIVATION = new RecordKey("activation");

  /** The key of all deployments. */
  public static final RecordKey DEPLOYMENT = new RecordKey("deployment");

  private static final String MANIFEST = "manifest";
  private static final String CHUNK = "chunk";
  private static final int PARTS = 3;
  private static final int DIGEST_LENGTH = 64;

  static RecordKey manifest(ModelKey model) {
    return new RecordKey(String.join("/", MANIFEST, model.name(), model.version()));
  }

  static RecordKey chunk(String digest, int index) {
    return new RecordKey(String.join("/", CHUNK, digest, Integer.toString(index)));
  }

  /** Returns the key of a record; the empty key if it has none. */
  public static RecordKey of(byte[] bytes) {
    return new RecordKey(bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the model that the key of a manifest names; empty for other keys. */
  Optional<ModelKey> model() {
    String[] parts = text.split("/", -1);
    if (parts.length != PARTS || !parts[0].equals(MANIFEST)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ModelKey(parts[1], parts[2]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the digest that the key of a chunk names, else ""; never longer than a digest. */
  String digest() {
    String[] parts = text.split("/", -1);
    return parts.length == PARTS && parts[0].equals(CHUNK) && parts[1].length() <= DIGEST_LENGTH
        ? parts[1]
        : "";
  }
}
