package io.flinkmobilenet.weights.tensorflowjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.keras.KerasReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two exports of Teachable Machine hold the same network, except for their heads. */
class TeachableMachineTwinsTest {
  @Test
  void agreeUpToTheHead() throws Exception {
    FileModel keras = KerasReader.read(reference("teachable-machine-keras.h5"), ReadOptions.NONE);
    FileModel layers = layers();
    assertThat(equalTensors(keras.weights(), layers.weights())).isEqualTo(260);

    Random random = new Random(1);
    float[] image = new float[keras.graph().input().elements()];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(256) / 127.5f - 1;
    }
    assertThat(pooled(keras, image)).containsExactly(pooled(layers, image), within(1e-6f));
  }

  @Test
  void theArchiveNamesItsClasses() throws Exception {
    assertThat(TensorflowJsReader.recognises(reference("teachable-machine-image-model.zip")))
        .isTrue();
    FileModel model = layers();
    assertThat(model.labels()).containsExactly("Class 1", "Class 2");
    assertThat(model.graph().input()).hasToString("224×224×3");
    assertThat(model.graph().output("logits")).hasToString("1×1×2");
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
    assertThat(model.normalisation()).isPresent();
    assertThat(model.normalisation().get().rescaleFactor()).isEqualTo(1 / 127f);
    assertThat(model.normalisation().get().mean()).containsOnly(1);
    assertThat(model.normalisation().get().std()).containsOnly(1);
  }

  private static FileModel layers() throws Exception {
    return TensorflowJsReader.read(
        reference("teachable-machine-image-model.zip"), ReadOptions.NONE);
  }

  private static int equalTensors(NamedTensors first, NamedTensors second) {
    List<String> names = new ArrayList<>(first.names());
    List<String> others = new ArrayList<>(second.names());
    assertThat(names).hasSize(263);
    assertThat(others).hasSize(263);
    int equal = 0;
    for (int i = 0; i < names.size(); i++) {
      boolean same =
          first.shape(names.get(i)).equals(second.shape(others.get(i)))
              && first.bytes(names.get(i)).equals(second.bytes(others.get(i)));
      equal += same ? 1 : 0;
    }
    return equal;
  }

  /** Runs a network up to the means of its last maps. */
  private static float[] pooled(FileModel model, float[] image) {
    GraphBuilder builder = new GraphBuilder();
    for (Node node : model.graph().nodes()) {
      int[] inputs = node.inputs().stream().mapToInt(Integer::intValue).toArray();
      int index = builder.add(node.name(), node.operator(), inputs);
      if (node.operator() instanceof GlobalPool) {
        Graph graph = builder.output("pooled", index).build();
        return new GraphExecutor(graph, model.weights()::tensor).run(image).get("pooled");
      }
    }
    throw new AssertionError("no pool");
  }

  private static Path reference(String name) {
    return Reference.require().resolve("other").resolve(name);
  }
}
