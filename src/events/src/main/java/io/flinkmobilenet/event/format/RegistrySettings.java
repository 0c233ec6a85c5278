package io.flinkmobilenet.event.format;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How to reach a schema registry that speaks Confluent's protocol.
 *
 * @param urls {@code http:} or {@code https:} URLs of one registry, without credentials; none if
 *     there is no registry
 * @param deadline time for all attempts of one request
 * @param userInfo {@code USER:PASSWORD}, with references as {@link
 *     io.flinkmobilenet.kafka.KafkaSecrets} resolves them; empty for none
 * @param token bearer token, with references as well; empty for none
 * @param authorities certificates in PEM that are trusted in place of the JDK's; empty for the
 *     JDK's
 * @param readOnly whether the schemas of written events must be there already
 */
public record RegistrySettings(
    List<URI> urls,
    Duration deadline,
    String userInfo,
    String token,
    String authorities,
    boolean readOnly)
    implements Serializable {
  /** No registry. */
  public static final RegistrySettings NONE =
      new RegistrySettings(List.of(), Duration.ZERO, "", "", "", false);

  /**
   * Checks the URLs.
   *
   * @throws IllegalArgumentException if one is not that of a registry, or would let others read the
   *     credentials
   */
  public RegistrySettings {
    urls = List.copyOf(urls);
    urls.forEach(RegistrySettings::requireAddress);
    boolean open = urls.stream().anyMatch(url -> url.getScheme().equals("http"));
    if (open && !(userInfo.isEmpty() && token.isEmpty())) {
      throw new IllegalArgumentException(
          "expected https, because credentials would be sent unencrypted, found http");
    }
  }

  /** The message does not repeat the URL, which may contain a password. */
  private static void requireAddress(URI url) {
    boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!known || url.getHost() == null || !bare) {
      throw new IllegalArgumentException(
          "expected the URL of a schema registry, https://HOST:PORT, without credentials or"
              + " a query");
    }
  }

  /** Returns the name of the registry for messages: its URLs. */
  String name() {
    return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
  }
}
