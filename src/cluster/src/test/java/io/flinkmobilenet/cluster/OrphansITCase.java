package io.flinkmobilenet.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services that a harness has started end with it, whichever signal ends it. */
@Timeout(300)
class OrphansITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @BeforeAll
  static void requireJar() {
    String jar = System.getProperty("flinkmobilenet.test.job-jar", "");
    assumeTrue(Files.isRegularFile(Path.of(jar)), "job jar absent: " + jar);
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc");
  }

  @ParameterizedTest
  @CsvSource({"soak, TERM", "soak, INT", "soak, KILL", "faults, TERM", "java, KILL"})
  void nothingIsLeftBehind(String struck, String signal) throws Exception {
    File log = folder.resolve("log").toFile();
    String script = struck.equals("faults") ? "faults" : "soak";
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("src/cluster", script).toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("MOBILENET_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process harness = builder.start();
    List<ProcessHandle> services = new ArrayList<>();
    try {
      Await.until("broker and JobManager", PATIENCE, () -> find(services));
      ProcessHandle victim =
          struck.equals("java")
              ? harness.children().filter(OrphansITCase::isJava).findFirst().orElseThrow()
              : harness.toHandle();
      run("kill", "-" + signal, "" + victim.pid());
      Await.until("the end of " + script, PATIENCE, () -> !harness.isAlive());
      Await.until(
          "the end of its services",
          PATIENCE,
          () -> find(services) && services.stream().noneMatch(ProcessHandle::isAlive));
      // No service was started in the meantime either.
      assertThat(ProcessHandle.allProcesses().filter(this::isOurs)).isEmpty();
    } finally {
      harness.destroyForcibly();
      services.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Adds the services that have a file with their id; true once two have been seen. */
  private boolean find(List<ProcessHandle> services) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file :
          files
              .filter(path -> path.toString().matches(".*/(kafka|jobmanager|taskm.*)\\.pid"))
              .toList()) {
        ProcessHandle.of(Long.parseLong("0" + Files.readString(file).strip()))
            .filter(process -> !services.contains(process))
            .ifPresent(services::add);
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      // Processes may end during the search.
    }
    return services.size() >= 2;
  }

  private boolean isOurs(ProcessHandle process) {
    return isJava(process)
        && process.info().commandLine().orElse("").contains(folder.toString() + "/");
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
