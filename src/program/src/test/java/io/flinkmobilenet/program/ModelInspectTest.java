package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.Reference;
import io.flinkmobilenet.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelInspectTest {
  @TempDir private Path folder;

  @Test
  void showsTheLayerTableAndTheTotals() {
    TestModels.writeDirectory(folder, 1, 96, 10);
    Invocation run = Invocation.of("model", "inspect", folder.toString(), "--format", "table");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(TestModels.artifact(1, 96, 10).digest())
        .containsPattern("resize filter +bilinear")
        .containsPattern("96²×3 +conv2d 3×3 +– +16 +1 +2")
        .containsPattern("1²×1280 +dense")
        .contains(
            ": convolution + relu6, depthwise + relu6, pointwise, pointwise + relu6, depthwise +"
                + " relu6, pointwise, 96×96×3 → 24×24×8")
        .containsPattern("(scalar|vector-\\d+): dense, 1×1×1280 → 1×1×10")
        .contains("with 1000 classes: ");
  }

  @Test
  void saysTheSameInJson() {
    TestModels.writeDirectory(folder, 1, 96, 10);
    List<JsonNode> lines = Invocation.of("model", "inspect", folder.toString()).json();
    assertThat(lines.get(0).at("/model/classes").asInt()).isEqualTo(10);
    assertThat(lines.get(1).at("/layer/operator").asText()).isEqualTo("conv2d 3×3");
    long parameters = lines.get(lines.size() - 2).at("/total/parameters").asLong();
    long withThousand = lines.get(lines.size() - 1).at("/total/parameters").asLong();
    assertThat(withThousand - parameters).isEqualTo(990 * 1281);
  }

  @Test
  void countsThePaperNetworkAsThePaperDoes() {
    Path model = Reference.require().resolve("models/imagenet");
    Invocation run = Invocation.of("model", "inspect", model.toString(), "--format=table");
    assertThat(run.out())
        .contains("with 1000 classes: 3,538,984 parameters")
        .contains("(300.8 million)")
        .containsPattern("56²×24 +bottleneck +6 +32 +3 +2");
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Invocation missing = Invocation.of("model", "inspect", folder.resolve("gone").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .contains("gone: expected a folder or a file with a model, found nothing");

    Invocation empty = Invocation.of("model", "inspect", folder.toString());
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err().lines()).singleElement().asString().contains("config.json");

    TestModels.writeDirectory(folder, 1, 96, 10);
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"resnet\"}");
    Invocation wrong = Invocation.of("model", "inspect", folder.toString());
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("resnet");
  }

  @Test
  void showsStackTracesOnlyWhenAsked() {
    String gone = folder.resolve("gone").toString();
    assertThat(Invocation.of("model", "inspect", gone).err()).doesNotContain("\tat ");
    assertThat(Invocation.of("model", "inspect", gone, "--verbose").err()).contains("\tat ");
  }
}
