package io.flinkmobilenet.model.signing;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The public keys of those who may publish models. Without any, everybody may.
 *
 * @param keys the newest last: of two signatures of the same the later key's is kept
 */
public record TrustedKeys(List<VerificationKey> keys) implements Serializable {
  /** Trusts what comes, signed or not. */
  public static final TrustedKeys NONE = new TrustedKeys(List.of());

  /** Makes the record immutable. */
  public TrustedKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Why a message is not to be trusted: what was expected and what was found; empty where it is.
   *
   * @param signature null where there is none
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
            "the signature of key %s does not fit: expected one of all that is announced, found one of something else"
                .formatted(signature.keyId()));
  }

  /** How late in the list the signature's key stands; -1 where it does not, or there is none. */
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

  /** The keys' texts, separated by commas, as the job's option takes them. */
  @Override
  public String toString() {
    return keys.stream().map(VerificationKey::base64).collect(Collectors.joining(","));
  }
}
