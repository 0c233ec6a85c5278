package io.flinkmobilenet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.model.ArchitectureSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ArchitecturesTest {
  private static final ImageClasses IMAGENET = new ImageClasses(224, 224, 1000);

  /** Every class in the folder that implements the interface is in the list. */
  @Test
  void areAllListed() throws IOException {
    List<String> files;
    try (Stream<Path> folder =
        Files.list(Path.of("src/inference/src/main/java/io/flinkmobilenet/architecture"))) {
      files =
          folder
              .filter(ArchitecturesTest::implementsArchitecture)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
    }

    assertThat(Architectures.names())
        .map(name -> Architectures.named(name).orElseThrow().getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(files);
    assertThat(Architectures.named("perceptron")).isEmpty();
  }

  private static boolean implementsArchitecture(Path file) {
    try {
      return Files.readString(file).contains(" implements Architecture {");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Published numbers: values of all parameters with moving averages, and multiplications with a
   * weight.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "architectures.csv", numLinesToSkip = 1, quoteCharacter = '`')
  void haveThePublishedSizes(String settings, long parameters, long multiplyAdds, int features) {
    Configuration configuration = ArchitectureSettings.read(settings, IMAGENET);
    Graph graph = configuration.graph();

    assertThat(graph.parameterCount()).isEqualTo(parameters);
    assertThat(graph.multiplyAdds()).isEqualTo(multiplyAdds);
    assertThat(graph.output("logits")).hasToString("1×1×1000");
    if (features > 0) {
      assertThat(graph.output("features")).hasToString("1×1×" + features);
    }
    assertThat(configuration.withClasses(7).orElseThrow().graph().output("logits"))
        .hasToString("1×1×7");
    assertThat(configuration.table()).isNotEmpty();
    assertThat(ArchitectureSettings.again(configuration)).isEqualTo(configuration);
  }
}
