package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.kernel.KernelSets;
import io.flinkmobilenet.simd.KernelChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run allocates nothing. This is tested in a JVM of its own: if vectors of several widths are in
 * use, as in this JVM, the compiler cannot determine their classes and keeps them as objects.
 */
class GarbageTest {
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void isNotLeftByARun(KernelChoice choice) throws Exception {
    requireNone(GarbageProbe.class, choice);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void isNotLeftByARunOfAnyGraph(KernelChoice choice) throws Exception {
    requireNone(GraphGarbageProbe.class, choice);
  }

  private static void requireNone(Class<?> program, KernelChoice choice) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (KernelSets.vectorExpected()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-Xmx512m", "-cp", classPath()));
    command.addAll(List.of(program.getName(), choice.name()));
    Process probe =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThat(probe.waitFor(4, TimeUnit.MINUTES)).as("probe ends").isTrue();
      String printed = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean vector = choice == KernelChoice.AUTO && KernelSets.vectorExpected();
      assertThat(printed.lines().reduce((first, last) -> last).orElse("nothing"))
          .matches((vector ? "vector-\\d+" : "scalar") + " 0");
    } finally {
      probe.destroyForcibly();
    }
  }

  /** Surefire puts the class path into the manifest of a jar; this property has the real one. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
