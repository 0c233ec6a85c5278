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
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The script that starts the job in containers once, against an endpoint that answers like Flink.
 */
class SubmitScriptTest {
  @TempDir private Path project;
  private HttpServer flink;
  private volatile String jobs = "{\"jobs\":[]}";

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash absent");
    Path docker = Files.createDirectories(project.resolve("deploy/docker"));
    Files.copy(YamlFile.DEPLOY.resolve("docker/submit"), docker.resolve("submit"));
    Path launcher = Files.createDirectories(project.resolve("deploy/bin")).resolve("mobilenet");
    Files.writeString(launcher, "#!/bin/sh\necho launched \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    flink.createContext(
        "/jobs",
        exchange -> {
          byte[] body = jobs.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    flink.start();
  }

  @AfterEach
  void stop() {
    if (flink != null) {
      flink.stop(0);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + flink.getAddress().getPort();
  }

  private String run(int expected, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", project + "/deploy/docker/submit");
    builder.command().addAll(java.util.List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(expected);
    return output.strip();
  }

  @Test
  void submitsWhereNoJobIsAndHandsOptionsOn() throws Exception {
    assertThat(run(0, "--flink", url(), "--top-k", "3"))
        .isEqualTo("launched submit --flink " + url() + " --top-k 3");
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void submitsOnlyWhereEveryJobHasEnded(JobStatus status) throws Exception {
    jobs =
        "{\"jobs\":[{\"id\":\"7\",\"status\":\"FINISHED\"},{\"id\":\"8\",\"status\":\"%s\"}]}"
            .formatted(status);
    assertThat(run(0, "--flink", url()))
        .isEqualTo(
            status.isGloballyTerminalState()
                ? "launched submit --flink " + url()
                : "a job is " + status + " already");
  }

  @Test
  void refusesWhatIsNoFlinkClusterAndWhatIsNoAddress() throws Exception {
    jobs = "hello";
    assertThat(run(3, "--flink", url()))
        .contains("expected the jobs of a Flink cluster")
        .contains("hello");
    assertThat(run(2)).startsWith("usage: ");
    assertThat(run(2, "--flink", "https://somewhere")).startsWith("usage: ");
  }
}
