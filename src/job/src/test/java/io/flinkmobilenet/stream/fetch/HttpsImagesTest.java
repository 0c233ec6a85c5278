package io.flinkmobilenet.stream.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.flinkmobilenet.embedded.TlsFiles;
import io.flinkmobilenet.event.Reason;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches by HTTPS from a server whose certificate this test makes, for 127.0.0.1. */
@Timeout(120)
class HttpsImagesTest {
  private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);
  private static final String PASSWORD = "changeit";

  private final AtomicInteger requests = new AtomicInteger();
  @TempDir private Path folder;
  private TlsFiles tls;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    tls = TlsFiles.create(folder, "images", PASSWORD);
    // All addresses of this machine, so that the name can be one that is not in the certificate.
    server = HttpsServer.create(new InetSocketAddress(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext(
        "/images/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, IMAGE.length);
          exchange.getResponseBody().write(IMAGE);
          exchange.close();
        });
    server.createContext(
        "/images/away",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/images/a");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  private SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(tls.keystore())) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base(String host) {
    return "https://" + host + ":" + server.getAddress().getPort() + "/images";
  }

  private static Fetcher fetcher(String prefix, String authorities) throws InvalidUriException {
    Duration deadline = Duration.ofSeconds(30);
    AllowedUris allowed = AllowedUris.parse(prefix);
    return new Fetcher(new FetchSettings(allowed, 2, deadline, deadline, 1000, 2000, authorities));
  }

  private static FetchException refusal(String prefix, String name, String authorities)
      throws Exception {
    try (Fetcher fetcher = fetcher(prefix, authorities)) {
      return (FetchException)
          catchThrowableOfType(
                  ExecutionException.class, () -> fetcher.fetch(prefix + name, null).get())
              .getCause();
    }
  }

  @Test
  void readsFromAServerOfAGivenAuthority() throws Exception {
    String pem = Files.readString(tls.certificate());
    try (Fetcher fetcher = fetcher(base("127.0.0.1"), pem)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(fetcher.fetch(base("127.0.0.1") + "/" + i, null).get()).isEqualTo(IMAGE);
        assertThat(requests).hasValue(i);
      }
    }
  }

  @Test
  void sendsNothingToAServerOfAnotherAuthority() throws Exception {
    String other = Files.readString(TlsFiles.create(folder, "other", PASSWORD).certificate());
    for (String authorities : new String[] {"", other}) {
      FetchException refusal = refusal(base("127.0.0.1"), "/a", authorities);
      assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
      assertThat(refusal)
          .hasMessageStartingWith(
              base("127.0.0.1") + "/a: expected a certificate for this host of an authority in")
          .hasMessageContaining("certification path");
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void sendsNothingToAServerWithAnotherName() throws Exception {
    FetchException refusal = refusal(base("127.0.0.2"), "/a", Files.readString(tls.certificate()));
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(refusal).hasMessageContaining("127.0.0.2 found");
    assertThat(requests).hasValue(0);
  }

  @Test
  void doesNotFollowARedirectToAServerWithoutEncryption() throws Exception {
    FetchException refusal =
        refusal(base("127.0.0.1"), "/away", Files.readString(tls.certificate()));
    assertThat(refusal.reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
  }
}
