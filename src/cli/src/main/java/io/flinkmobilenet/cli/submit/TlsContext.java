package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.stream.config.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Creates TLS contexts from files of certificates and keys. */
final class TlsContext {
  private static final String PKCS12 = "PKCS12";

  private TlsContext() {}

  /**
   * Creates a context for clients.
   *
   * @param trust certificates in PEM; empty to trust those of the JDK
   * @param keystore key and certificate of the client; empty for none
   */
  static SSLContext of(Optional<Path> trust, Optional<Path> keystore, String password)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust.isPresent() ? trustStore(trust.get()) : null);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (keystore.isPresent()) {
      keys.init(keyStore(keystore.get(), password), password.toCharArray());
    } else {
      keys.init(null, null);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trustStore(Path file) throws IOException, GeneralSecurityException {
    byte[] pem = named(file, SmallFile::read).getBytes(StandardCharsets.UTF_8);
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected certificates in PEM, found none");
    }
    KeyStore store = KeyStore.getInstance(PKCS12);
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }

  private static KeyStore keyStore(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(PKCS12);
    return named(
        file,
        path -> {
          try (InputStream in = Files.newInputStream(path)) {
            store.load(in, password.toCharArray());
            return store;
          } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  /** Adds the file's name to the message of a failure. */
  private static <T> T named(Path file, FileUse<T> use) throws IOException {
    try {
      return use.of(file);
    } catch (IOException e) {
      throw new IOException(file + ": " + SmallFile.reason(e), e);
    }
  }

  @FunctionalInterface
  private interface FileUse<T> {
    T of(Path file) throws IOException;
  }
}
