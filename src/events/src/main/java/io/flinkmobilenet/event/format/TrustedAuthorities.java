package io.flinkmobilenet.event.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates in PEM that a user trusts in place of those of the JVM, and no others. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

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
