package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.architecture.Architectures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelArchitecturesTest {
  @Test
  void listsTheNetworksOfEveryArchitecture() {
    List<JsonNode> lines = Invocation.of("model", "architectures", "--format=json").json();

    assertThat(lines)
        .map(line -> line.get("modelType").asText())
        .containsAll(Architectures.names().stream().filter(name -> !name.equals("graph")).toList());
    JsonNode vgg =
        lines.stream()
            .filter(line -> line.get("network").asText().equals("VGG-16"))
            .findFirst()
            .orElseThrow();
    assertThat(vgg.get("modelType").asText()).isEqualTo("vgg");
    assertThat(vgg.at("/settings/configuration").asText()).isEqualTo("D");
    assertThat(vgg.get("image").asText()).isEqualTo("224×224×3");
    assertThat(vgg.get("classes").asInt()).isEqualTo(1000);
    assertThat(vgg.get("parameters").asLong()).isEqualTo(138_357_544);
    assertThat(vgg.get("multiplyAdds").asLong()).isEqualTo(15_470_264_320L);
    assertThat(vgg.get("checkpoints").asText()).startsWith("torchvision");
    assertThat(vgg.get("address").asText()).isEqualTo("https://arxiv.org/abs/1409.1556");
  }

  @Test
  void printsATableToo() {
    Invocation run = Invocation.of("model", "architectures", "--format=table");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("model_type")
        .containsPattern(
            "resnet +ResNet-50 +224×224×3 +1,000 +25,557,032 +4,089,184,256 +Hugging Face, .*"
                + "He et al. 2015, https://arxiv.org/abs/1512.03385\n");
  }
}
