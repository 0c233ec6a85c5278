package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.KafkaSecrets;
import io.flinkmobilenet.stream.config.PropertyFile;
import io.flinkmobilenet.stream.config.SmallFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * Access to a cluster: the certificates to trust and the credentials to present.
 *
 * @param tls empty to trust the JDK's certificates and present none
 * @param authorization value of the Authorization header, which is secret
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, the Basic scheme</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, bearer tokens</a>
 */
record FlinkAccess(Optional<SSLContext> tls, Optional<String> authorization) {
  /** Access to a cluster that requires no credentials. */
  static final FlinkAccess OPEN = new FlinkAccess(Optional.empty(), Optional.empty());

  private static final String TRUST = "trust.certificates";
  private static final String KEYSTORE = "client.keystore";
  private static final String KEYSTORE_PASSWORD = "client.keystore.password";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String TOKEN = "token";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of(TRUST, KEYSTORE, KEYSTORE_PASSWORD, USER, PASSWORD, TOKEN));

  /**
   * Reads a file of properties. Their values may be references, like those of Kafka clients.
   *
   * @throws CommandFailure if a property is unknown or cannot be used
   */
  static FlinkAccess read(Path file) throws CommandFailure {
    try {
      Map<String, String> values = KafkaSecrets.resolve(PropertyFile.read(file));
      for (String name : values.keySet()) {
        if (!KNOWN.contains(name)) {
          throw new IllegalArgumentException(
              "expected some of %s, found %s".formatted(KNOWN, name));
        }
      }
      return new FlinkAccess(tls(values), authorization(values));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw CommandFailure.usage("--flink-properties: " + file + ": " + SmallFile.reason(e), e);
    }
  }

  private static Optional<SSLContext> tls(Map<String, String> values)
      throws IOException, GeneralSecurityException {
    Optional<Path> trust = Optional.ofNullable(values.get(TRUST)).map(Path::of);
    Optional<Path> keystore = Optional.ofNullable(values.get(KEYSTORE)).map(Path::of);
    return trust.isEmpty() && keystore.isEmpty()
        ? Optional.empty()
        : Optional.of(TlsContext.of(trust, keystore, values.getOrDefault(KEYSTORE_PASSWORD, "")));
  }

  private static Optional<String> authorization(Map<String, String> values) {
    if (values.containsKey(USER) != values.containsKey(PASSWORD)
        || values.containsKey(USER) && values.containsKey(TOKEN)) {
      throw new IllegalArgumentException("expected user and password, or token");
    }
    if (values.containsKey(TOKEN)) {
      return Optional.of("Bearer " + values.get(TOKEN));
    }
    if (!values.containsKey(USER)) {
      return Optional.empty();
    }
    String pair = values.get(USER) + ":" + values.get(PASSWORD);
    return Optional.of(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  HttpClient.Builder client() {
    HttpClient.Builder client = HttpClient.newBuilder();
    tls.ifPresent(client::sslContext);
    return client;
  }

  HttpRequest.Builder authorize(HttpRequest.Builder request) {
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  /** Does not contain the secret. */
  @Override
  public String toString() {
    return "access " + (authorization.isPresent() ? "with" : "without") + " credentials";
  }
}
