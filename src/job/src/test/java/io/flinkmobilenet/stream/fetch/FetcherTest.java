package io.flinkmobilenet.stream.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.event.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches from files and from a server in this process. */
@Timeout(60)
class FetcherTest {
  private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 =
      "9f1a9b2a1bfeb8e3fb9b3e6f7a4d9de1d2a2d1f0a2f0ad1cbd6e3d1f4a4e1a9e";
  private static final int MOST_BYTES = 1000;

  @TempDir Path directory;
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/ok/", 200, IMAGE);
    answer("/missing", 404, new byte[0]);
    answer("/long", 200, new byte[MOST_BYTES + 1]);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(String path, int status, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          count(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void redirect(String path, String target) {
    server.createContext(
        path,
        exchange -> {
          count(path);
          exchange.getResponseHeaders().set("Location", target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  private int count(String path) {
    return requests.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
  }

  private Fetcher fetcher(String prefixes) throws InvalidUriException {
    return new Fetcher(
        new FetchSettings(
            AllowedUris.parse(prefixes),
            4,
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            MOST_BYTES,
            4 * MOST_BYTES,
            ""));
  }

  private byte[] fetch(String prefixes, String uri, String sha256) throws Exception {
    try (Fetcher fetcher = fetcher(prefixes)) {
      byte[] image = fetcher.fetch(uri, sha256).get();
      assertThat(fetcher.bufferedBytes()).isEqualTo(image.length);
      fetcher.sent(image);
      assertThat(fetcher.bufferedBytes()).isZero();
      return image;
    }
  }

  private FetchException refusal(String prefixes, String uri, String sha256) throws Exception {
    try (Fetcher fetcher = fetcher(prefixes)) {
      ExecutionException failure =
          catchThrowableOfType(ExecutionException.class, () -> fetcher.fetch(uri, sha256).get());
      assertThat(fetcher.bufferedBytes()).isZero();
      return (FetchException) failure.getCause();
    }
  }

  private Reason reason(String uri) throws Exception {
    return refusal(base, uri, null).reason();
  }

  @Test
  void readsFilesAndResponses() throws Exception {
    Files.write(directory.resolve("a b.png"), IMAGE);
    String folder = directory.toUri().toString();
    assertThat(fetch(folder, folder + "a%20b.png", null)).isEqualTo(IMAGE);
    assertThat(fetch(base + "/ok", base + "/ok/1?x=y", null)).isEqualTo(IMAGE);
    assertThat(requests).containsOnlyKeys("/ok/1");
  }

  @Test
  void usesConnectionsAgain() throws Exception {
    try (Fetcher fetcher = fetcher(base)) {
      for (int i = 0; i < 20; i++) {
        List<CompletableFuture<byte[]>> images = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
          images.add(fetcher.fetch(base + "/ok/" + i + "-" + j, null));
        }
        for (CompletableFuture<byte[]> image : images) {
          assertThat(image.get()).isEqualTo(IMAGE);
          fetcher.sent(image.get());
        }
      }
      assertThat(fetcher.bufferedBytes()).isZero();
    }
    assertThat(requests).hasSize(200);
  }

  @Test
  void comparesTheDigest() throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(IMAGE));
    assertThat(fetch(base, base + "/ok/1", digest)).isEqualTo(IMAGE);
    assertThat(fetch(base, base + "/ok/1", digest.toUpperCase(Locale.ROOT))).isEqualTo(IMAGE);
    assertThat(refusal(base, base + "/ok/1", SHA256).reason()).isEqualTo(Reason.CHANGED_IMAGE);
  }

  @Test
  void saysWhatIsMissingOrTooLong() throws Exception {
    assertThat(reason(base + "/missing")).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(requests.get("/missing")).hasValue(1);
    assertThat(reason(base + "/long")).isEqualTo(Reason.TOO_MANY_BYTES);
    Files.write(directory.resolve("long"), new byte[MOST_BYTES + 1]);
    String folder = directory.toUri().toString();
    assertThat(refusal(folder, folder + "long", null).reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(refusal(folder, folder + "none", null).reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(refusal(folder, folder.substring(0, folder.length() - 1), null).reason())
        .isEqualTo(Reason.UNREACHABLE_IMAGE);
  }

  @Test
  void limitsContentWithoutALength() throws Exception {
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(new byte[100]);
          }
        });
    server.createContext(
        "/chunked",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(IMAGE);
          exchange.close();
        });
    assertThat(fetch(base, base + "/chunked", null)).isEqualTo(IMAGE);
    assertThat(reason(base + "/endless")).isEqualTo(Reason.TOO_MANY_BYTES);
  }

  @Test
  void triesAgainUpToTheDeadline() throws Exception {
    server.createContext(
        "/second",
        exchange -> {
          boolean first = count("/second") == 1;
          exchange.sendResponseHeaders(first ? 503 : 200, first ? -1 : IMAGE.length);
          exchange.getResponseBody().write(first ? new byte[0] : IMAGE);
          exchange.close();
        });
    answer("/busy", 503, new byte[0]);
    assertThat(fetch(base, base + "/second", null)).isEqualTo(IMAGE);
    assertThat(reason(base + "/busy")).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(requests.get("/busy").get()).isBetween(2, 10);
  }

  @Test
  void doesNotWaitForAServerThatSendsAByteNowAndThen() throws Exception {
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 500);
          try {
            for (int i = 0; i < 500; i++) {
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush();
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    long start = System.nanoTime();
    assertThat(reason(base + "/slow")).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void followsRedirectsWithinThePrefixes() throws Exception {
    redirect("/moved", "/ok/2");
    redirect("/circle", "/circle");
    assertThat(fetch(base, base + "/moved", null)).isEqualTo(IMAGE);
    assertThat(reason(base + "/circle")).isEqualTo(Reason.URI_NOT_ALLOWED);
    assertThat(requests.get("/circle")).hasValue(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a",
        "http://127.0.0.1:1/a",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:127.0.0.1]/a",
        "http://2130706433/a",
        "http://localhost/a",
        "//example.org/a",
        "file:///etc/hostname",
        "http://user@127.0.0.1/a",
        "/private/1",
        "/ok/../private/1",
        "/ok/%2e%2e/private/1",
        "ht tp://example.org",
      })
  void followsNoRedirectOutOfThePrefixes(String target) throws Exception {
    answer("/private/", 200, IMAGE);
    redirect("/ok/away", target);
    FetchException refusal = refusal(base + "/ok", base + "/ok/away", null);
    assertThat(refusal.reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    assertThat(requests).doesNotContainKey("/private/1");
  }

  @ParameterizedTest
  @CsvSource({
    "/moves/query?a=1, ?x=1, /moves/query?x=1",
    "/moves/query?a=1, other?x=2, /moves/other?x=2",
    "/moves/query?a=1, ../moves/other, /moves/other",
    "/moves/query?a=1, /moves/third?y, /moves/third?y",
  })
  void resolvesRedirects(String from, String location, String to) throws Exception {
    server.createContext(
        "/moves/",
        exchange -> {
          boolean first = exchange.getRequestURI().toString().equals(from);
          count(exchange.getRequestURI().toString());
          if (first) {
            exchange.getResponseHeaders().set("Location", location);
          }
          exchange.sendResponseHeaders(first ? 302 : 200, first ? -1 : IMAGE.length);
          exchange.getResponseBody().write(first ? new byte[0] : IMAGE);
          exchange.close();
        });
    assertThat(fetch(base + "/moves", base + from, null)).isEqualTo(IMAGE);
    assertThat(requests.get(to)).hasValue(1);
  }

  @Test
  void refusesARedirectToNowhere() throws Exception {
    answer("/ok/nowhere", 302, new byte[0]);
    redirect("/ok/empty", "");
    for (String path : List.of("/ok/nowhere", "/ok/empty")) {
      FetchException refusal = refusal(base, base + path, null);
      assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
      assertThat(refusal)
          .hasMessage("%s: expected the field Location with status 302, found none", base + path);
      assertThat(requests.get(path)).hasValue(1);
    }
  }

  @Test
  void followsNoRedirectToAFileThoughItIsAllowed() throws Exception {
    String file = Files.write(directory.resolve("a"), IMAGE).toUri().toString();
    redirect("/ok/file", file);
    FetchException refusal = refusal(base + "/ok," + directory.toUri(), base + "/ok/file", null);
    assertThat(refusal.reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    assertThat(refusal).hasMessageContaining("expected http or https, found file");
  }

  @Test
  void followsNoLinkOutOfThePrefix() throws Exception {
    Path allowed = Files.createDirectory(directory.resolve("allowed"));
    Path secret = Files.write(directory.resolve("secret"), IMAGE);
    Files.write(allowed.resolve("a"), IMAGE);
    Files.createSymbolicLink(allowed.resolve("inside"), allowed.resolve("a"));
    Files.createSymbolicLink(allowed.resolve("outside"), secret);
    Files.createSymbolicLink(allowed.resolve("folder"), directory);
    String prefix = allowed.toUri().toString();
    assertThat(fetch(prefix, prefix + "inside", null)).isEqualTo(IMAGE);
    for (String name : Arrays.asList("outside", "folder/secret")) {
      assertThat(refusal(prefix, prefix + name, null).reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    }
  }

  @Test
  void namesAFileSystemThatIsNotThere() throws Exception {
    assertThat(refusal("gs://bucket", "gs://bucket/a", null))
        .hasMessage("gs://bucket/a: expected a file system of Flink for gs:, found none");
  }
}
