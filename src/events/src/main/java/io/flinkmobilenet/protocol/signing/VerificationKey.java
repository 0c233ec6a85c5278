package io.flinkmobilenet.protocol.signing;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key.
 *
 * @param base64 SubjectPublicKeyInfo in DER, 44 bytes, as 60 characters of Base64: the text between
 *     the first and the last line of its PEM file
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410#section-4">RFC 8410, section 4</a>
 */
public record VerificationKey(String base64) implements Serializable {
  /** First characters of every such key: only the last 32 bytes differ. */
  public static final String PREFIX = "MCowBQYDK2VwAyEA";

  private static final String LABEL = "PUBLIC KEY";
  private static final int CHARACTERS = 60;
  private static final int ID_BYTES = 8;

  /** Checks that the text is a public Ed25519 key. */
  public VerificationKey {
    if (base64.length() != CHARACTERS || !base64.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "expected the %d characters of a public Ed25519 key, %s…, found %d others"
              .formatted(CHARACTERS, PREFIX, base64.length()));
    }
    decode(base64);
  }

  static VerificationKey of(PublicKey key) {
    return new VerificationKey(Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  /**
   * Parses the text of a PEM file, {@code -----BEGIN PUBLIC KEY-----}.
   *
   * @throws InvalidKeyFileException if it is not a public Ed25519 key
   */
  public static VerificationKey parse(String pem) throws InvalidKeyFileException {
    try {
      return new VerificationKey(Base64.getEncoder().encodeToString(Pem.read(LABEL, pem)));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyFileException(e.getMessage(), e);
    }
  }

  /** Returns the text of a PEM file. */
  public String pem() {
    return Pem.write(LABEL, Base64.getDecoder().decode(base64));
  }

  /** Returns an identifier: the first 16 hexadecimal digits of the SHA-256 of the DER. */
  public String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the owner of this key signed the message. */
  public boolean verifies(byte[] message, KeySignature signature) {
    try {
      Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(decode(base64));
      verifier.update(message);
      return verifier.verify(signature.value());
    } catch (SignatureException e) {
      // For some ill-formed signatures the JDK throws, for others it returns false.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  private static PublicKey decode(String base64) {
    try {
      return KeyFactory.getInstance(SigningKey.ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no public Ed25519 key: " + e.getMessage(), e);
    }
  }
}
