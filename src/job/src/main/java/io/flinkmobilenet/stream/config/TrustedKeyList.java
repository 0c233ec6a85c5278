package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.protocol.signing.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads public keys from an option: each is a PEM file, or the base64 line of one. */
final class TrustedKeyList {
  private TrustedKeyList() {}

  static TrustedKeys read(String option) {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    for (String part : option.split(",")) {
      if (!part.isBlank()) {
        keys.add(key(part.strip()));
      }
    }
    if (keys.isEmpty() && !option.isBlank()) {
      throw refusal("expected public keys, found '" + option + "'", null);
    }
    return new TrustedKeys(keys.stream().toList());
  }

  private static VerificationKey key(String part) {
    try {
      return part.startsWith(VerificationKey.PREFIX)
          ? new VerificationKey(part)
          : VerificationKey.parse(SmallFile.read(Path.of(part)));
    } catch (IllegalArgumentException | IOException e) {
      throw refusal(part + ": " + SmallFile.reason(e), e);
    }
  }

  private static InvalidOptionException refusal(String message, Exception cause) {
    return new InvalidOptionException("--" + JobOptions.TRUSTED_KEYS.key() + ": " + message, cause);
  }
}
