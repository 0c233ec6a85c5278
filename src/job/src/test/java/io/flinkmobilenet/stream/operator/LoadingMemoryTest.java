package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits the heap of a JVM that loads a model: chunks and packed weights have to fit. */
class LoadingMemoryTest {
  /** The last layer of the model has 1280 · 16000 weights, 82 MB. */
  private static final int CLASSES = 16_000;

  /** Heap that the JVM and the classes of the project take without any model. */
  private static final long REST = 12 << 20;

  @TempDir private Path folder;
  private Path file;
  private ModelArtifact artifact;

  @BeforeEach
  void writeModel() throws Exception {
    artifact = TestModels.artifact(1, 32, CLASSES);
    file = Files.write(folder.resolve("model"), artifact.bytes());
  }

  @Test
  void takesAtMostTwiceThePackedWeightsAndAFifth() throws Exception {
    long weights = artifact.parameterBytes();
    String printed = load((long) (2.2 * weights) + REST);
    assertThat(printed).matches("\\d+ \\d+\n");
    assertThat(Long.parseLong(printed.split(" ")[0])).isBetween(weights, weights + weights / 20);
  }

  /** Chunks and weights alone are more than this, so that the test above can fail. */
  @Test
  void doesNotFitIntoLessThanChunksAndWeights() throws Exception {
    assertThat(load((long) (1.8 * artifact.parameterBytes()) + REST)).isEmpty();
  }

  private String load(long heap) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    // A collector without regions, so that the limit is on the arrays and not on their places.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmn6m", "-Xmx" + heap / 1024 + "k"));
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath())));
    command.addAll(List.of(LoadingProbe.class.getName(), file.toString(), artifact.digest()));
    Process probe =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThat(probe.waitFor(2, TimeUnit.MINUTES)).as("probe ends").isTrue();
      return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      probe.destroyForcibly();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
