package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher as a separate process; needs the jar that the build has just created. */
class LauncherITCase {
  private static final Path LAUNCHER = Path.of("deploy/bin/mobilenet").toAbsolutePath();
  private static final long SECONDS = 60;

  @TempDir private Path folder;

  @BeforeAll
  static void requireJar() {
    String jar = System.getProperty("flinkmobilenet.test.job-jar", "");
    assumeTrue(Files.isRegularFile(Path.of(jar)), "job jar absent: " + jar);
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash absent");
  }

  @Test
  void runsFromAnyDirectoryThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a link"), LAUNCHER);
    Invocation run = launch(Map.of(), link.toString(), "--version");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("flink-mobilenet ");
  }

  @Test
  void handsOnExitCodeAndErrorsWithoutJavasOwnWarning() throws Exception {
    Invocation run = launch(Map.of(), LAUNCHER.toString(), "classify", "--nonsense");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().startsWith("mobilenet: ");
  }

  @Test
  void findsTheBundledModelsInTheJar() throws Exception {
    Invocation run =
        launch(
            Map.of(),
            LAUNCHER.toString(),
            "model",
            "inspect",
            "bundled:roadsigns/2",
            "--classes=9");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).at("/model/name").asText()).isEqualTo("roadsigns/2");
  }

  @Test
  void asksTheClusterThatTheEnvironmentNames() throws Exception {
    Map<String, String> cluster = Map.of("MOBILENET_FLINK", "http://localhost:1");
    Invocation run = launch(cluster, LAUNCHER.toString(), "stop");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("no Flink cluster answers at http://localhost:1");

    Invocation bad = launch(Map.of("MOBILENET_FLINK", "localhost"), LAUNCHER.toString(), "stop");
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.err())
        .contains("mobilenet: MOBILENET_FLINK: expected http://HOST:PORT, found 'localhost'");
  }

  @Test
  void passesFlagsOnToJava() throws Exception {
    Map<String, String> options =
        Map.of("MOBILENET_JAVA_OPTS", "-Dflinkmobilenet.version=7 -Xmx64m");
    Invocation run = launch(options, LAUNCHER.toString(), "--version");
    assertThat(run.out()).startsWith("flink-mobilenet 7");
  }

  @Test
  void refusesWhatIsNoJavaAndWhatIsTooOld() throws Exception {
    Invocation none = launch(Map.of("JAVA_HOME", folder + "/gone"), LAUNCHER.toString(), "--help");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("JAVA_HOME has no bin/java");

    Path java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Invocation old = launch(Map.of("JAVA_HOME", folder + "/old"), LAUNCHER.toString(), "--help");
    assertThat(old.exitCode()).isEqualTo(2);
    assertThat(old.err()).contains("Java 17 or newer is needed").contains("Java 11");
  }

  @Test
  void archivesClassesOnceAndLoadsThemFromThere() throws Exception {
    Path copy = copyOfTheProject();
    Map<String, String> building = Map.of("MOBILENET_SKIP_BUILD", "");
    Invocation first = launch(building, copy.toString(), "--version");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("preparing faster starts");

    Path log = folder.resolve("classes.log");
    Map<String, String> logging =
        Map.of("MOBILENET_SKIP_BUILD", "", "MOBILENET_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    Invocation second = launch(logging, copy.toString(), "--version");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains(" " + Main.class.getName() + " "))
        .singleElement()
        .asString()
        .contains("shared objects file (top)");
  }

  /**
   * Copies the launcher into a project directory with links to the build's results, which count as
   * up to date.
   */
  private Path copyOfTheProject() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Path bin = Files.createDirectories(project.resolve("deploy/bin"));
    Path copy = Files.copy(LAUNCHER, bin.resolve("mobilenet"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(project.resolve("src"));
    Files.createDirectories(project.resolve("schemas"));
    Path built = Path.of("target").toAbsolutePath();
    Path target = Files.createDirectories(project.resolve("target"));
    Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "*.jar")) {
      for (Path jar : jars) {
        Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
      }
    }
    return copy;
  }

  private Invocation launch(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    List<String> line = new ArrayList<>(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(out.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MOBILENET_SKIP_BUILD", "yes");
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Reads to the end, because the launcher's filter may run a moment longer than the command.
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + SECONDS + " s: " + line);
    }
    return new Invocation(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), err);
  }
}
