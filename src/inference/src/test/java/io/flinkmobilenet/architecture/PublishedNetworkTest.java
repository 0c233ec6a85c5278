package io.flinkmobilenet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Graph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sizes of published networks. The exact ones are those of torchvision, timm, Keras and
 * pytorch_resnet_cifar10, and of VGG C, SqueezeNet with bypass and LeNet-5 were computed by hand,
 * of ShuffleNet with PyTorch; those in millions are the papers', of MobileNetV2 and ShuffleNet
 * those beside their checkpoints.
 */
class PublishedNetworkTest {
  private static final String SIZES = "published-sizes.csv";

  private static List<PublishedNetwork> networks() {
    return Architectures.names().stream()
        .flatMap(name -> Architectures.named(name).orElseThrow().publication().stream())
        .flatMap(publication -> publication.networks().stream())
        .toList();
  }

  @ParameterizedTest
  @CsvFileSource(resources = SIZES, numLinesToSkip = 1, delimiter = '|')
  void hasThePublishedSize(
      String name, Long parameters, Long multiplyAdds, String millions, String millionSteps) {
    PublishedNetwork network =
        networks().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Graph graph = network.configuration().graph();

    long learned = PublishedNetwork.learnedParameters(graph);
    if (parameters != null) {
      assertThat(learned).isEqualTo(parameters);
    }
    if (multiplyAdds != null) {
      assertThat(graph.multiplyAdds()).isEqualTo(multiplyAdds);
    }
    if (millions != null) {
      assertThat(inMillions(learned, millions)).contains(millions);
    }
    if (millionSteps != null) {
      assertThat(inMillions(graph.multiplyAdds(), millionSteps)).contains(millionSteps);
    }
    assertThat(List.of(parameters != null, multiplyAdds != null, millionSteps != null))
        .contains(true);
  }

  /** Returns the count rounded, and cut off as that of MobileNetV1 1.0/160 is in its paper. */
  private static List<String> inMillions(long count, String like) {
    int digits = new BigDecimal(like).scale();
    BigDecimal millions = BigDecimal.valueOf(count, 6);
    return Stream.of(RoundingMode.HALF_UP, RoundingMode.DOWN)
        .map(mode -> millions.setScale(digits, mode).toPlainString())
        .toList();
  }

  /** Multiply-adds in billions, which torchvision's documents list as GFLOPS. */
  @ParameterizedTest
  @CsvSource({
    "ResNeXt-50 32×4d, 4.23",
    "DenseNet-121, 2.83",
    "EfficientNet-B0, 0.39",
    "MnasNet 1.0, 0.31",
    "MobileNetV3 large, 0.22",
    "MobileNetV3 small, 0.06"
  })
  void needsTheMultiplyAddsOfTorchvision(String name, BigDecimal billions) {
    PublishedNetwork network =
        networks().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    BigDecimal multiplyAdds = BigDecimal.valueOf(network.configuration().graph().multiplyAdds(), 9);

    assertThat(multiplyAdds.setScale(billions.scale(), RoundingMode.HALF_UP)).isEqualTo(billions);
  }

  @Test
  void isInTheTestAbove() throws IOException {
    List<String> tested;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(getClass().getResourceAsStream(SIZES), StandardCharsets.UTF_8))) {
      tested = lines.lines().skip(1).map(line -> line.substring(0, line.indexOf('|'))).toList();
    }

    assertThat(networks()).map(PublishedNetwork::name).containsExactlyInAnyOrderElementsOf(tested);
  }

  /** Only graphs in files are the users' own. */
  @Test
  void isThereForEveryArchitecture() {
    for (String name : Architectures.names()) {
      Architecture architecture = Architectures.named(name).orElseThrow();
      if (architecture instanceof FileGraph) {
        assertThat(architecture.publication()).isEmpty();
      } else {
        Publication publication = architecture.publication().orElseThrow();
        assertThat(publication.address()).startsWith("https://");
        assertThat(publication.paper()).matches(".+ (19|20)\\d\\d.*");
        assertThat(publication.checkpoints()).isNotBlank();
        assertThat(publication.networks())
            .isNotEmpty()
            .allMatch(it -> it.configuration().architecture().modelType().equals(name));
      }
    }
  }
}
