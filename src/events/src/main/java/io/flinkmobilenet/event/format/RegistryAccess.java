package io.flinkmobilenet.event.format;

import io.flinkmobilenet.kafka.KafkaSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The credentials that a registry is shown. */
final class RegistryAccess {
  private RegistryAccess() {}

  /**
   * Returns the value of the header {@code Authorization}; null for none.
   *
   * @throws IllegalArgumentException if a reference cannot be resolved or the secret is no text of
   *     one line; the message does not contain the secret
   */
  static String authorization(RegistrySettings settings) {
    if (!settings.userInfo().isEmpty()) {
      byte[] userInfo = secret("user info", settings.userInfo()).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(userInfo);
    }
    return settings.token().isEmpty() ? null : "Bearer " + secret("token", settings.token());
  }

  private static String secret(String name, String text) {
    String value = KafkaSecrets.resolve(Map.of(name, text)).get(name).strip();
    if (!value.chars().allMatch(character -> character >= ' ' && character < 0x7F)) {
      throw new IllegalArgumentException(
          name + ": expected one line of ASCII behind " + text + ", found other characters");
    }
    return value;
  }
}
