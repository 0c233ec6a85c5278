package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that require HTTPS and credentials. */
@Timeout(60)
class SecuredFlinkITCase {
  private static final String PASSWORD = "p-" + UUID.randomUUID();

  @TempDir private static Path folder;
  private static TlsFiles server;
  private static TlsFiles client;

  @BeforeAll
  static void makeKeys() throws Exception {
    server = TlsFiles.create(folder, "server", PASSWORD);
    client = TlsFiles.create(folder, "client", PASSWORD);
    Files.writeString(folder.resolve("secrets"), "password=" + PASSWORD + "\n");
    Files.writeString(folder.resolve("job.jar"), "no jar");
  }

  private static Path properties(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    return Files.write(folder.resolve("flink.properties"), all);
  }

  private static String trust() {
    return "trust.certificates=" + server.certificate();
  }

  private static Invocation run(URI address, Path properties, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--flink=" + address);
    all.add("--flink-properties=" + properties);
    Invocation run = Invocation.of(all.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
    return run;
  }

  @Test
  void aClusterThatAsksForACertificateIsReachedWithOneOnly() throws Exception {
    Configuration settings =
        new Configuration()
            .set(SecurityOptions.SSL_REST_ENABLED, true)
            .set(SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED, true)
            .set(SecurityOptions.SSL_REST_KEYSTORE, server.keystore().toString())
            .set(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, PASSWORD)
            .set(SecurityOptions.SSL_REST_KEY_PASSWORD, PASSWORD)
            .set(SecurityOptions.SSL_REST_TRUSTSTORE, client.trustStore().toString())
            .set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, PASSWORD);
    try (EmbeddedFlink flink = EmbeddedFlink.start(1, settings)) {
      URI address = flink.cluster().getRestAddress().get();
      assertThat(address).hasScheme("https");
      Path known =
          properties(
              trust(),
              "client.keystore=" + client.keystore(),
              "client.keystore.password=${file:" + folder.resolve("secrets") + ":password}");
      Invocation stop = run(address, known, "stop");
      assertThat(stop.exitCode()).as(stop.err()).isEqualTo(1);
      assertThat(stop.err()).doesNotContain("no Flink cluster answers");
      Invocation submit = run(address, known, "submit", "--jar=" + folder.resolve("job.jar"));
      assertThat(submit.exitCode()).as(submit.err()).isEqualTo(1);
      assertThat(submit.err()).contains("refused /jars/");

      Invocation stranger = run(address, properties(trust()), "stop");
      assertThat(stranger.exitCode()).as(stranger.err()).isEqualTo(3);
      Invocation trusting = Invocation.of("stop", "--flink=" + address);
      assertThat(trusting.exitCode()).isEqualTo(3);
      assertThat(trusting.err().lines()).singleElement().asString().contains("certification path");
    }
  }

  @Test
  void aProxyThatAsksForCredentialsIsGivenThem() throws Exception {
    String pair = Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes());
    Set<String> seen = ConcurrentHashMap.newKeySet();
    HttpsServer proxy = proxy("Basic " + pair, "Bearer " + PASSWORD, seen);
    try {
      URI address = URI.create("https://localhost:" + proxy.getAddress().getPort());
      for (List<String> credentials :
          List.of(
              List.of("user=me", "password=${file:" + folder.resolve("secrets") + ":password}"),
              List.of("token=" + PASSWORD))) {
        List<String> lines = new ArrayList<>(credentials);
        lines.add(trust());
        Path known = properties(lines.toArray(String[]::new));
        Invocation run = run(address, known, "submit", "--jar=" + folder.resolve("job.jar"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get(0).get("job").asText()).isEqualTo("c0ffee");
      }
      assertThat(seen).hasSize(2);

      Invocation wrong = run(address, properties(trust(), "token=wrong"), "stop");
      assertThat(wrong.exitCode()).isEqualTo(3);
      assertThat(wrong.err())
          .contains("denies access with these credentials (status 401)")
          .doesNotContain("wrong");
      Invocation none = run(address, properties(trust()), "stop");
      assertThat(none.err()).contains("denies access without any (status 401)");
    } finally {
      proxy.stop(0);
    }
  }

  private static HttpsServer proxy(String basic, String bearer, Set<String> seen) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(server.keystore())) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer proxy =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.setHttpsConfigurator(new HttpsConfigurator(context));
    proxy.createContext(
        "/",
        exchange -> {
          String found = exchange.getRequestHeaders().getFirst("Authorization");
          boolean known = basic.equals(found) || bearer.equals(found);
          if (known) {
            seen.add(found);
          }
          answer(exchange, known);
        });
    proxy.start();
    return proxy;
  }

  private static void answer(HttpExchange exchange, boolean known) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String body =
        path.endsWith("/run") ? "{\"jobid\": \"c0ffee\"}" : "{\"filename\": \"/up/1_job.jar\"}";
    byte[] answer = (known ? body : "<html>no</html>").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void refusesToShowCredentialsToEverybodyAndFilesThatMakeNoSense() throws Exception {
    Path token = properties("token=" + PASSWORD);
    Invocation plain = run(URI.create("http://localhost:1"), token, "stop");
    assertThat(plain.exitCode()).isEqualTo(2);
    assertThat(plain.err()).contains("--flink: expected https");
    Invocation user = run(URI.create("https://me:secret@localhost:1"), token, "stop");
    assertThat(user.exitCode()).isEqualTo(2);
    assertThat(user.err()).contains("--flink-properties FILE").doesNotContain("secret");
    for (String[] wrong :
        List.of(
            new String[] {"pasword=" + PASSWORD},
            new String[] {"user=me"},
            new String[] {"user=me", "password=" + PASSWORD, "token=" + PASSWORD},
            new String[] {"trust.certificates=" + folder.resolve("gone.pem")},
            new String[] {"trust.certificates=" + folder.resolve("secrets")},
            new String[] {"client.keystore=" + client.keystore(), "client.keystore.password=no"},
            new String[] {"token=${env:NO_SUCH_VARIABLE_HERE}"})) {
      Invocation run = run(URI.create("https://localhost:1"), properties(wrong), "stop");
      assertThat(run.exitCode()).as("%s: %s", wrong[0], run.err()).isEqualTo(2);
      assertThat(run.err()).startsWith("mobilenet: --flink-properties: ");
    }
  }
}
