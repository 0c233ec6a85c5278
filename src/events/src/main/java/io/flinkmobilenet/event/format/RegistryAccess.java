package io.flinkmobilenet.event.format;

import io.flinkmobilenet.kafka.KafkaSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The credentials that a registry is shown, and the certificates that it must show. */
public final class RegistryAccess {
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

  /**
   * Returns certificates in PEM.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Collection<? extends Certificate> certificates(String pem) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("expected certificates in PEM: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("expected certificates in PEM, found none");
  }

  /** Returns a context that trusts only servers whose certificates these have signed. */
  public static SSLContext trusting(String pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates(pem)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("cannot use these certificates: " + e.getMessage(), e);
    }
  }
}
