package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the health checks that are shell commands unchanged except for the port. */
class HealthcheckTest {
  private static ComposeFile file;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash absent");
    file = ComposeFile.read("docker-compose.yml");
  }

  static Stream<String> services() {
    return Stream.of("kafka", "jobmanager", "taskmanager");
  }

  @ParameterizedTest
  @MethodSource("services")
  void tellsAServiceThatAnswersFromOneThatDoesNot(String service) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = server.getAddress().getPort();
    server.createContext(
        "/overview",
        exchange -> {
          byte[] body = "{\"slots-total\":2}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      assertThat(run(service, port)).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(run(service, port)).isNotZero();
  }

  private static int run(String service, int port) throws IOException, InterruptedException {
    List<String> test = file.services().get(service).healthcheck().test();
    assertThat(test).hasSize(4).startsWith("CMD", "bash", "-c");
    String script =
        test.get(3).replaceAll("/dev/tcp/127\\.0\\.0\\.1/\\d+", "/dev/tcp/127.0.0.1/" + port);
    assertThat(script).isNotEqualTo(test.get(3));
    Process process =
        new ProcessBuilder("/bin/bash", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }
}
