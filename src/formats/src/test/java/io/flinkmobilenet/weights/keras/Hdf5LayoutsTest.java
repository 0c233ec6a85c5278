package io.flinkmobilenet.weights.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.weights.NamedTensors;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One network in several layouts, which the HDF Group's library wrote: contiguous floats, chunks of
 * deflated doubles, and the numbered groups of Keras 3. Its result was computed by TensorFlow.js.
 */
class Hdf5LayoutsTest {
  static final Path FILES = Path.of("src/formats/src/test/resources/keras");
  private static final double DIFFERENCE = -0.3813658064736267;

  @TempDir private Path folder;

  @Test
  void readsAWholeModel() throws Exception {
    check(KerasReader.read(FILES.resolve("whole.h5"), ReadOptions.NONE));
  }

  @Test
  void readsLabelsFromAnAttribute() throws Exception {
    FileModel model = KerasReader.read(FILES.resolve("named.h5"), ReadOptions.NONE);
    check(model);
    assertThat(model.labels()).containsExactly("a cat", "dög");
    assertThat(KerasReader.read(FILES.resolve("whole.h5"), ReadOptions.NONE).labels()).isEmpty();
  }

  /** Symbol tables, which most files of Keras have. */
  @Test
  void readsAWholeModelInTheOldestFormat() throws Exception {
    check(KerasReader.read(FILES.resolve("earliest.h5"), ReadOptions.NONE));
  }

  @Test
  void readsChunksOfDeflatedDoubles() throws Exception {
    check(KerasReader.read(FILES.resolve("chunked.h5"), ReadOptions.NONE));
  }

  @Test
  void readsTheLayoutOfKerasThreeWithTheJsonBesideIt() throws Exception {
    FileModel model = KerasReader.read(FILES.resolve("three.weights.h5"), ReadOptions.NONE);
    check(model);
    assertThat(model.notes()).containsExactly("The architecture is from three.json.");
  }

  @Test
  void readsAnArchive() throws Exception {
    Path file = folder.resolve("model.keras");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.putNextEntry(new ZipEntry("metadata.json"));
      zip.write("{\"keras_version\": \"3.5.0\"}".getBytes());
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(Files.readAllBytes(FILES.resolve("three.json")));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(Files.readAllBytes(FILES.resolve("three.weights.h5")));
    }
    assertThat(KerasReader.recognises(file)).isTrue();
    check(KerasReader.read(file, ReadOptions.NONE));
  }

  @Test
  void readsTheArchiveOfTeachableMachine() throws Exception {
    Path file = folder.resolve("converted_keras.zip");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.putNextEntry(new ZipEntry("keras_model.h5"));
      zip.write(Files.readAllBytes(FILES.resolve("whole.h5")));
      zip.putNextEntry(new ZipEntry("labels.txt"));
      zip.write("0 a cat\n1 dog\n".getBytes());
    }
    assertThat(KerasReader.recognises(file)).isTrue();
    FileModel model = KerasReader.read(file, ReadOptions.NONE);
    check(model);
    assertThat(model.labels()).containsExactly("a cat", "dog");
    assertThat(model.normalisation()).isPresent();
  }

  @Test
  void namesTensorsAsTheFileDoes() throws Exception {
    NamedTensors legacy = KerasReader.tensors(FILES.resolve("whole.h5"));
    assertThat(legacy.names()).hasSize(8).contains("c/kernel:0", "b/moving_variance:0");
    assertThat(legacy.shape("c/kernel:0")).hasToString("[3, 3, 3, 2]");
    NamedTensors three = KerasReader.tensors(FILES.resolve("three.weights.h5"));
    assertThat(three.names()).hasSize(8).contains("layers/conv2d/vars/0");
    assertThat(three.tensor("layers/dense/vars/0").values())
        .containsExactly(legacy.tensor("d/kernel:0").values());
  }

  @Test
  void leavesOutCountersAndSeeds() throws Exception {
    NamedTensors tensors = KerasReader.tensors(FILES.resolve("counters.weights.h5"));
    assertThat(tensors.names())
        .containsExactlyInAnyOrder("layers/dense/vars/0", "layers/dense/vars/1");
  }

  private static void check(FileModel model) {
    float[] image = new float[4 * 4 * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i * 37 + 11) % 64 / 32f - 1;
    }
    float[] logits =
        new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get("logits");
    assertThat(logits).hasSize(2);
    assertThat((double) logits[1] - logits[0]).isCloseTo(DIFFERENCE, within(1e-5));
  }
}
