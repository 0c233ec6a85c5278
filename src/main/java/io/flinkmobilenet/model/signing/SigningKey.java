package io.flinkmobilenet.model.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * A private Ed25519 key and its public one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410#section-7">RFC 8410, section 7</a>
 */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  private static final String LABEL = "PRIVATE KEY";

  private final PrivateKey secret;
  private final VerificationKey verificationKey;

  private SigningKey(PrivateKey secret, VerificationKey verificationKey) {
    this.secret = secret;
    this.verificationKey = verificationKey;
  }

  /** A new key from the system's source of randomness. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /**
   * Reads a PEM file's text, unencrypted PKCS #8, {@code -----BEGIN PRIVATE KEY-----}.
   *
   * @throws InvalidKeyFileException if it is no private Ed25519 key
   */
  public static SigningKey parse(String pem) throws InvalidKeyFileException {
    byte[] der = Pem.read(LABEL, pem);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
      SigningKey key = new SigningKey(secret, publicKeyOf(secret));
      byte[] probe = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
      if (!key.verificationKey().verifies(probe, key.sign(probe))) {
        throw new IllegalStateException("this JDK makes keys in a way that is not known here");
      }
      return key;
    } catch (GeneralSecurityException e) {
      // Not its message: it might quote what was read.
      throw new InvalidKeyFileException(
          "expected a private Ed25519 key in PKCS #8, found something else");
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /** The text of a PEM file: a secret. */
  public String pem() {
    return Pem.write(LABEL, secret.getEncoded());
  }

  /** The public key. */
  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /** The signature of a message, always the same for the same message. */
  public KeySignature sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(secret);
      signer.update(message);
      return new KeySignature(verificationKey.id(), signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /**
   * The public key that belongs to a private one. PKCS #8 need not hold it, and the JDK computes it
   * only when it makes a pair, from 32 random bytes, which are the private key: so it is given
   * these.
   */
  private static VerificationKey publicKeyOf(PrivateKey secret) throws GeneralSecurityException {
    byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    return VerificationKey.of(generator.generateKeyPair().getPublic());
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return "key " + verificationKey.id();
  }

  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
