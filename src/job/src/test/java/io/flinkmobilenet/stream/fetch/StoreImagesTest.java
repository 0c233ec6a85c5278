package io.flinkmobilenet.stream.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.event.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fetches through a file system that Flink loads as a plug-in: a jar in a folder of its own, which
 * this test packs. The objects are on a server in this process.
 */
@Timeout(60)
class StoreImagesTest {
  private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);
  private static final int MOST_BYTES = 1000;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String PREFIX = "s3://bucket/images";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);
  @TempDir private Path plugins;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    pack(Files.createDirectory(plugins.resolve("object-store")).resolve("object-store.jar"));
    Configuration configuration = new Configuration();
    configuration.setString(
        "s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    FileSystem.initialize(
        configuration,
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(plugins).findPlugins(),
            CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
  }

  @AfterEach
  void stop() {
    FileSystem.initialize(new Configuration(), null);
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void pack(Path jar) throws IOException {
    Path classes = Path.of("src/job/target/test-classes");
    String folder = StoreImagesTest.class.getPackageName().replace('.', '/');
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes.resolve(folder))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("ObjectStore")) {
          out.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
          Files.copy(file, out);
        }
      }
      out.putNextEntry(new JarEntry("META-INF/services/" + FileSystemFactory.class.getName()));
      for (Class<?> factory :
          List.of(ObjectStoreFactory.class, ObjectStoreFactory.OfContainers.class)) {
        out.write((factory.getName() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Answers as the name of the object says. */
  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(request);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    int length = request.endsWith("long") ? MOST_BYTES + 1 : IMAGE.length;
    boolean first = requests.stream().filter(request::equals).count() == 1;
    if (request.endsWith("missing")) {
      exchange.sendResponseHeaders(404, -1);
    } else if (request.endsWith("busy") && first) {
      exchange.sendResponseHeaders(503, -1);
    } else if (head) {
      exchange.getResponseHeaders().set("Content-Length", "" + length);
      exchange.sendResponseHeaders(200, -1);
    } else {
      boolean shorter = request.endsWith("shorter") && first;
      exchange.sendResponseHeaders(200, shorter ? IMAGE.length - 1 : IMAGE.length);
      if (request.endsWith("slow")) {
        awaitEnd();
      }
      exchange.getResponseBody().write(IMAGE, 0, shorter ? IMAGE.length - 1 : IMAGE.length);
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Fetcher fetcher(Duration deadline) throws InvalidUriException {
    return new Fetcher(
        new FetchSettings(
            AllowedUris.parse(PREFIX), 2, deadline, deadline, MOST_BYTES, 2 * MOST_BYTES, ""));
  }

  private static byte[] fetch(String name) throws Exception {
    try (Fetcher fetcher = fetcher(LONG)) {
      return fetcher.fetch(PREFIX + "/" + name, null).get();
    }
  }

  private static FetchException refusal(String uri, Duration deadline) throws Exception {
    try (Fetcher fetcher = fetcher(deadline)) {
      return (FetchException)
          catchThrowableOfType(ExecutionException.class, () -> fetcher.fetch(uri, null).get())
              .getCause();
    }
  }

  @Test
  void readsObjectsWithAPlugIn() throws Exception {
    assertThat(fetch("1.png")).isEqualTo(IMAGE);
    assertThat(fetch("a%20b/%C3%A9.png")).isEqualTo(IMAGE);
    assertThat(requests)
        .containsExactly(
            "HEAD /bucket/images/1.png",
            "GET /bucket/images/1.png",
            "HEAD /bucket/images/a b/é.png",
            "GET /bucket/images/a b/é.png");
  }

  @Test
  void readsObjectsOfContainers() throws Exception {
    String prefix = "abfs://images@account.example.org";
    FetchSettings settings =
        new FetchSettings(AllowedUris.parse(prefix), 2, LONG, LONG, MOST_BYTES, 2 * MOST_BYTES, "");
    try (Fetcher fetcher = new Fetcher(settings)) {
      assertThat(fetcher.fetch(prefix + "/1.png", null).get()).isEqualTo(IMAGE);
    }
    assertThat(requests).contains("GET /images@account.example.org/1.png");
  }

  @Test
  void readsNothingOfALongObject() throws Exception {
    FetchException refusal = refusal(PREFIX + "/long", LONG);
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(refusal).hasMessage("expected an image of at most 1000 bytes, found 1001 bytes");
    assertThat(requests).containsExactly("HEAD /bucket/images/long");
  }

  @Test
  void asksOnceForAMissingObject() throws Exception {
    FetchException refusal = refusal(PREFIX + "/missing", LONG);
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(refusal).hasMessage("s3://bucket/images/missing: expected a file, found none");
    assertThat(requests).containsExactly("HEAD /bucket/images/missing");
  }

  @Test
  void asksABusyStoreAgain() throws Exception {
    assertThat(fetch("busy")).isEqualTo(IMAGE);
    assertThat(requests)
        .containsExactly(
            "HEAD /bucket/images/busy",
            "HEAD /bucket/images/busy",
            "GET /bucket/images/busy",
            "HEAD /bucket/images/busy",
            "GET /bucket/images/busy");
  }

  @Test
  void doesNotTakeAnObjectThatIsShorterThanItsLength() throws Exception {
    assertThat(fetch("shorter")).isEqualTo(IMAGE);
    assertThat(requests).filteredOn("GET /bucket/images/shorter"::equals).hasSize(2);
  }

  /** The store itself has no time limit. */
  @Test
  void doesNotWaitForASlowStore() throws Exception {
    FetchException refusal = refusal(PREFIX + "/slow", Duration.ofSeconds(1));
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
    // On a busy machine the time may be over before the first read.
    assertThat(refusal.getMessage())
        .matches(
            "s3://bucket/images/slow: (expected the image within 1 s, found no end"
                + "|no complete answer in time; tried [0-9]+ times within 1 s)");
  }

  @Test
  void asksTheStoreForAllowedObjectsAlone() throws Exception {
    for (String uri : List.of("s3://other/images/1.png", "s3://bucket/1.png")) {
      assertThat(refusal(uri, LONG).reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    }
    assertThat(requests).isEmpty();
  }
}
