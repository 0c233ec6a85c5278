package io.flinkmobilenet.weights.tensorflowjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Scores;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares models that TensorFlow.js 4.22 saved with what its CPU backend computed. */
class GoldenLayersTest {
  private static final Path MODELS = Path.of("src/formats/src/test/resources/tensorflowjs");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequential",
        "branches",
        "nested",
        "quantised-uint8",
        "quantised-uint16",
        "quantised-float16"
      })
  void givesTheResultOfTensorFlowJs(String name) throws Exception {
    Path folder = MODELS.resolve(name);
    assertThat(TensorflowJsReader.recognises(folder)).isTrue();
    assertThat(TensorflowJsReader.recognises(folder.resolve("model.json"))).isTrue();
    FileModel model = TensorflowJsReader.read(folder.resolve("model.json"), ReadOptions.NONE);
    float[] image = new float[model.graph().input().elements()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i * 37 + 11) % 64 / 32f - 1;
    }
    float[] logits =
        new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get("logits");
    float[] expected =
        new ObjectMapper().readValue(folder.resolve("expected.json").toFile(), float[].class);
    boolean softmax = name.equals("sequential") || name.equals("nested");
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
    assertThat(softmax ? softmax(logits) : logits).containsExactly(expected, within(1e-5f));
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (Math.exp(logits[i]) / sum);
    }
    return probabilities;
  }
}
