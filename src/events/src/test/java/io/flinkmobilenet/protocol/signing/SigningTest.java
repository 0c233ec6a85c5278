package io.flinkmobilenet.protocol.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
  /** The private key of RFC 8410, section 10.3. */
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  /** The public key for it, section 10.1. */
  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PUBLIC KEY-----
      """;

  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @Test
  void findsThePublicKeyOfAPrivateOne() throws Exception {
    SigningKey key = SigningKey.parse(PRIVATE);
    assertThat(key.verificationKey()).isEqualTo(VerificationKey.parse(PUBLIC));
    assertThat(key.verificationKey().pem()).isEqualTo(PUBLIC);
    assertThat(key.pem()).isEqualTo(PRIVATE);
    // openssl pkey -pubin -outform DER | sha256sum
    assertThat(key.verificationKey().id()).isEqualTo("a1e9156054e04fac");
  }

  @Test
  void whatIsWrittenIsReadAndSignsAlike() throws Exception {
    SigningKey key = SigningKey.generate();
    SigningKey read = SigningKey.parse(key.pem().replace("\n", "\r\n"));
    KeySignature signature = key.sign(MESSAGE);
    assertThat(read.sign(MESSAGE)).isEqualTo(signature);
    assertThat(VerificationKey.parse(key.verificationKey().pem()).verifies(MESSAGE, signature))
        .isTrue();
    assertThat(SigningKey.generate().pem()).isNotEqualTo(key.pem());
  }

  @Test
  void aSignatureFitsItsMessageAndKeyOnly() {
    SigningKey key = SigningKey.generate();
    KeySignature signature = key.sign(MESSAGE);
    byte[] other = MESSAGE.clone();
    other[0]++;
    assertThat(key.verificationKey().verifies(other, signature)).isFalse();
    assertThat(SigningKey.generate().verificationKey().verifies(MESSAGE, signature)).isFalse();
    for (int i = 0; i < KeySignature.BYTES; i++) {
      byte[] value = signature.value().clone();
      value[i] ^= (byte) 0x80;
      assertThat(
              key.verificationKey().verifies(MESSAGE, new KeySignature(signature.keyId(), value)))
          .isFalse();
    }
  }

  @Test
  void saysWhatIsExpectedAndFound() {
    SigningKey trusted = SigningKey.generate();
    SigningKey stranger = SigningKey.generate();
    String id = trusted.verificationKey().id();
    TrustedKeys keys = new TrustedKeys(List.of(trusted.verificationKey()));
    assertThat(keys.objection(MESSAGE, trusted.sign(MESSAGE))).isEmpty();
    assertThat(keys.objection(MESSAGE, null))
        .contains("not signed: expected a signature of key " + id + ", found none");
    assertThat(keys.objection(MESSAGE, stranger.sign(MESSAGE)))
        .contains(
            "signed with a key that is not trusted: expected key %s, found %s"
                .formatted(id, stranger.verificationKey().id()));
    KeySignature forged = new KeySignature(id, stranger.sign(MESSAGE).value());
    assertThat(keys.objection(MESSAGE, forged).orElseThrow())
        .startsWith("the signature of key " + id + " does not match");
    assertThat(TrustedKeys.NONE.objection(MESSAGE, forged)).isEmpty();
    TrustedKeys both =
        new TrustedKeys(List.of(trusted.verificationKey(), stranger.verificationKey()));
    assertThat(both.objection(MESSAGE, null).orElseThrow()).contains("one of the keys " + id);
    assertThat(both.rank(stranger.sign(MESSAGE))).isGreaterThan(both.rank(forged));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n"
            + "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY\n"
            + "-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n=MC4=\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMC4CAQAw\n-----END EC PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n"
            + "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp\n"
            + "-----END PUBLIC KEY-----"
      })
  void refusesWhatIsNoKeyAndNeverQuotesIt(String text) {
    for (String wrong : List.of(text, text.replace("PRIVATE", "PUBLIC"))) {
      assertThatThrownBy(() -> SigningKey.parse(wrong))
          .isInstanceOf(InvalidKeyFileException.class)
          .hasMessageNotContaining("MC4");
      assertThatThrownBy(() -> VerificationKey.parse(wrong))
          .isInstanceOf(InvalidKeyFileException.class)
          .hasMessageNotContaining("MC4");
    }
  }

  @Test
  void refusesTheOtherKindOfKeyAndFilesThatAreNoKeys() {
    assertThatThrownBy(() -> SigningKey.parse(PUBLIC))
        .hasMessage("expected PEM with the label 'PRIVATE KEY', found 'PUBLIC KEY'");
    assertThatThrownBy(() -> VerificationKey.parse(PRIVATE))
        .hasMessage("expected PEM with the label 'PUBLIC KEY', found 'PRIVATE KEY'");
    assertThatThrownBy(() -> SigningKey.parse("x".repeat(Pem.LONGEST + 1)))
        .hasMessage("expected PEM of at most 8192 characters, found 8193");
    assertThatThrownBy(() -> new KeySignature("xyz", new byte[64]))
        .hasMessageContaining("16 lower-case hexadecimal digits, found 3 characters");
    assertThatThrownBy(() -> new KeySignature("0123456789abcdef", new byte[63]))
        .hasMessage("signature: expected 64 bytes, found 63");
  }
}
