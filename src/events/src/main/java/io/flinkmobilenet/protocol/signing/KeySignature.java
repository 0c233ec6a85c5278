package io.flinkmobilenet.protocol.signing;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * An Ed25519 signature and the id of the key that it claims to be made with.
 *
 * @param keyId id of the public key, see {@link VerificationKey#id()}
 * @param value 64 bytes; not copied
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, section 5.1</a>
 */
public record KeySignature(String keyId, byte[] value) {
  /** Length of every signature in bytes. */
  public static final int BYTES = 64;

  private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{16}");

  /** Checks the syntax of the key id and the length of the value. */
  public KeySignature {
    if (!KEY_ID.matcher(keyId).matches()) {
      throw new IllegalArgumentException(
          "signature: expected a key id of 16 lower-case hexadecimal digits, found "
              + (keyId.length() == 16 ? "'" + keyId + "'" : keyId.length() + " characters"));
    }
    if (value.length != BYTES) {
      throw new IllegalArgumentException(
          "signature: expected %d bytes, found %d".formatted(BYTES, value.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySignature signature
        && keyId.equals(signature.keyId)
        && Arrays.equals(value, signature.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Returns only the id of the key. */
  @Override
  public String toString() {
    return "signature of key " + keyId;
  }
}
