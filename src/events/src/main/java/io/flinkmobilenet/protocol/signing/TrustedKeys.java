package io.flinkmobilenet.protocol.signing;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The public keys of the publishers whose models are accepted. Without keys every model is
 * accepted.
 *
 * @param keys the newest last: of two signatures of the same content the later key's is kept
 */
public record TrustedKeys(List<VerificationKey> keys) implements Serializable {
  /** Accepts everything, signed or not. */
  public static final TrustedKeys NONE = new TrustedKeys(List.of());

  /** Copies the keys, so that the record is immutable. */
  public TrustedKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Returns why a message is not trusted, with what was expected and found; empty if it is trusted.
   *
   * @param signature null if there is none
   */
  public Optional<String> objection(byte[] message, KeySignature signature) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    if (signature == null) {
      return Optional.of("not signed: expected a signature of " + expected() + ", found none");
    }
    if (keys.stream().noneMatch(key -> key.id().equals(signature.keyId()))) {
      return Optional.of(
          "signed with a key that is not trusted: expected %s, found %s"
              .formatted(expected(), signature.keyId()));
    }
    return keys.stream()
            .anyMatch(key -> key.id().equals(signature.keyId()) && key.verifies(message, signature))
        ? Optional.empty()
        : Optional.of(
            "the signature of key %s does not match: expected a signature of this announcement, found one of other content"
                .formatted(signature.keyId()));
  }

  /** Returns the position of the signature's key in the list; -1 if it is not there or is null. */
  public int rank(KeySignature signature) {
    return signature == null ? -1 : ids().lastIndexOf(signature.keyId());
  }

  private List<String> ids() {
    return keys.stream().map(VerificationKey::id).toList();
  }

  private String expected() {
    return (keys.size() == 1 ? "key " : "one of the keys ")
        + ids().stream().collect(Collectors.joining(", "));
  }

  /** Returns the texts of the keys, separated by commas, as the job's option accepts them. */
  @Override
  public String toString() {
    return keys.stream().map(VerificationKey::base64).collect(Collectors.joining(","));
  }
}
