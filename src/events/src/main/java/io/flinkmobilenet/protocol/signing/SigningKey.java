package io.flinkmobilenet.protocol.signing;

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
 * A private Ed25519 key with its public key.
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

  /** Generates a key with the system's random number generator. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /**
   * Parses the text of a PEM file, unencrypted PKCS #8, {@code -----BEGIN PRIVATE KEY-----}.
   *
   * @throws InvalidKeyFileException if it is not a private Ed25519 key
   */
  public static SigningKey parse(String pem) throws InvalidKeyFileException {
    byte[] der = Pem.read(LABEL, pem);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
      SigningKey key = new SigningKey(secret, publicKeyOf(secret));
      byte[] probe = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
      if (!key.verificationKey().verifies(probe, key.sign(probe))) {
        throw new IllegalStateException("this JDK derives Ed25519 keys in an unexpected way");
      }
      return key;
    } catch (GeneralSecurityException e) {
      // The message of e is left out, because it might quote the key.
      throw new InvalidKeyFileException(
          "expected a private Ed25519 key in PKCS #8, found something else");
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /** Returns the text of a PEM file, which is a secret. */
  public String pem() {
    return Pem.write(LABEL, secret.getEncoded());
  }

  /** Returns the public key. */
  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /** Signs a message; the signature of a message is always the same. */
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
   * Returns the public key of a private key. PKCS #8 need not contain it, and the JDK computes it
   * only when it generates a pair from 32 random bytes, which are the private key. Therefore the
   * generator is given the bytes of the private key as random bytes.
   */
  private static VerificationKey publicKeyOf(PrivateKey secret) throws GeneralSecurityException {
    byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    return VerificationKey.of(generator.generateKeyPair().getPublic());
  }

  /** Does not contain the secret. */
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
