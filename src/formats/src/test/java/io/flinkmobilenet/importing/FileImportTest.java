package io.flinkmobilenet.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.format.ClassifierGraph;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.importing.ImportOptions.ResizeMode;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.TensorTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file's network, and what the user says, to an artifact. */
class FileImportTest {
  private static final int EDGE = 2;
  private static final String[] WREN_AND_CROW = {"wren", "crow"};
  private static final float[] PIXELS = {
    255, 0, 0, /* */ 0, 255, 0, /* */ 0, 0, 255, /* */ 51, 102, 204
  };

  @TempDir private Path folder;

  @Test
  void takesAllFromTheFile() throws Exception {
    InputNormalisation normalisation =
        new InputNormalisation(
            1, new float[] {127.5f, 127.5f, 127.5f}, new float[] {127, 127, 127});
    FileModel file =
        new FileModel(
            network(3).graph(),
            network(3).weights(),
            network(3).scores(),
            List.of("a", "b"),
            Optional.of(normalisation),
            List.of("A layer of training was left out."));

    ModelArtifact model = artifact(ImportOptions.NONE, file);

    assertThat(model.labels()).containsExactly("a", "b");
    assertThat(model.preprocessing().mean()).containsExactly(127.5f, 127.5f, 127.5f);
    assertThat(model.preprocessing().geometry().resize()).isEqualTo(Resize.stretch(EDGE, EDGE));
    assertThat(model.sources())
        .containsEntry("network", "birds file")
        .containsEntry("labels", "birds file")
        .containsEntry(
            "preprocessing", "birds file; images are stretched, because nothing says otherwise")
        .containsEntry("notes", "A layer of training was left out.");
    assertThat(ModelArtifact.parse(model.bytes().clone()).sources()).isEqualTo(model.sources());
  }

  @Test
  void cropsAsTheFilesProgramDoes() throws Exception {
    ImportOptions options = options(Optional.empty(), Optional.empty(), Optional.empty());
    FileModel network = network(3);
    FileModel file =
        new FileModel(
                network.graph(),
                network.weights(),
                network.scores(),
                List.of(),
                Optional.of(
                    new InputNormalisation(
                        1 / 127.5f, new float[] {1, 1, 1}, new float[] {1, 1, 1})),
                List.of())
            .withCrop();

    ModelArtifact model = artifact(options, file);

    assertThat(model.preprocessing().geometry().resize()).isEqualTo(Resize.shortestEdge(EDGE));
    assertThat(model.sources().get("preprocessing"))
        .isEqualTo("birds file; the centre of images is cropped, as the program does");
  }

  @Test
  void guessesNoPreprocessing() {
    assertThatThrownBy(() -> artifact(ImportOptions.NONE, network(3)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("birds file: expected the preprocessing of images")
        .hasMessageContaining(
            "--preprocessing torchvision|inception|caffe|teachable-machine|FILE.json");
  }

  @Test
  void takesLabelsAndPreprocessingFromFilesOfTheUser() throws Exception {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "0 wren\n1 crow\n");
    Path settings =
        Files.writeString(
            folder.resolve("preprocessor.json"),
            """
            {"size": {"shortest_edge": 5}, "crop_size": 2, "image_mean": 0.25, "image_std": 0.75}
            """);
    ImportOptions options =
        options(Optional.of(labels), Optional.of(settings.toString()), Optional.empty());

    ModelArtifact model = artifact(options, network(3));

    assertThat(model.labels()).containsExactly("wren", "crow");
    assertThat(model.preprocessing().geometry().resize()).isEqualTo(Resize.shortestEdge(5));
    assertThat(model.preprocessing().std()).containsExactly(0.75f, 0.75f, 0.75f);
    assertThat(model.sources())
        .containsEntry("labels", "labels.txt")
        .containsEntry("preprocessing", "preprocessor.json");
  }

  /** The text {@code ;} stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "labels.txt | 0 wren;1 crow; | labels.txt, which is beside the model",
        "class_names.txt | wren;crow | class_names.txt, which is beside the model",
        "class_names.json | [\"wren\", \"crow\"] | class_names.json, which is beside the model",
        "labels.txt | wren;crow;owl | LABEL_<index>, because labels.txt beside the model holds 3 labels for 2 classes; use --labels FILE",
        "class_names.json | [7] | LABEL_<index>, because class_names.json beside the model holds 0 labels for 2 classes; use --labels FILE"
      })
  void takesLabelsFromAFileBesideTheModel(String file, String content, String source)
      throws Exception {
    Files.writeString(folder.resolve(file), content.replace(';', '\n'));
    ImportOptions options = options(Optional.empty(), Optional.of("inception"), Optional.empty());
    String where = folder.resolve("birds.onnx").toString();

    ModelArtifact model = new FileImport(options, where, "birds file").artifact(network(3));

    assertThat(model.sources()).containsEntry("labels", source);
    String[] labels =
        source.startsWith("LABEL") ? new String[] {"LABEL_0", "LABEL_1"} : WREN_AND_CROW;
    assertThat(model.labels()).containsExactly(labels);
  }

  @Test
  void prefersLabelsOfTheFileToThoseBesideIt() throws Exception {
    Files.writeString(folder.resolve("labels.txt"), "wren\ncrow\n");
    ImportOptions options = options(Optional.empty(), Optional.of("inception"), Optional.empty());
    FileModel file = network(3).withLabels(List.of("a", "b"));
    String where = folder.resolve("birds.onnx").toString();
    ModelArtifact model = new FileImport(options, where, "birds file").artifact(file);
    assertThat(model.labels()).containsExactly("a", "b");
  }

  @Test
  void prefersTheUserToTheFile() throws Exception {
    ImportOptions options =
        options(Optional.empty(), Optional.of("torchvision"), Optional.of(ResizeMode.STRETCH));

    ModelArtifact model = artifact(options, network(3).withCrop());

    assertThat(model.preprocessing().mean()).containsExactly(0.485f, 0.456f, 0.406f);
    assertThat(model.preprocessing().geometry().resize().stretched()).isTrue();
    assertThat(model.labels()).containsExactly("LABEL_0", "LABEL_1");
    assertThat(model.sources().get("labels")).contains("--labels FILE");
  }

  @Test
  void refusesWhatDoesNotFitTheNetwork() throws Exception {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "one\ntwo\nthree\n");
    ImportOptions three = options(Optional.of(labels), Optional.of("inception"), Optional.empty());
    assertThatThrownBy(() -> artifact(three, network(3)))
        .hasMessage("birds.onnx: expected one label for each of 2 classes, found 3 in labels.txt");
    ImportOptions unknown = options(Optional.empty(), Optional.of("pytorch"), Optional.empty());
    assertThatThrownBy(() -> artifact(unknown, network(3)))
        .hasMessage(
            "--preprocessing: expected torchvision|inception|caffe|teachable-machine or a JSON"
                + " file, found pytorch");
    Path settings =
        Files.writeString(folder.resolve("p.json"), "{\"size\": 256, \"crop_size\": 224}");
    ImportOptions large =
        options(Optional.empty(), Optional.of(settings.toString()), Optional.empty());
    assertThatThrownBy(() -> artifact(large, network(3)))
        .hasMessage("p.json: expected a crop to the network's image of 2×2 pixels, found 224×224");
  }

  /** The network adds up all values of channel 0, and as its second class those of the last. */
  @Test
  void givesNetworksTheChannelsThatTheyRead() throws Exception {
    ImportOptions inception = options(Optional.empty(), Optional.of("inception"), Optional.empty());
    float red = 2 * ((255 + 51) / 255f) - 4;
    float blue = 2 * ((255 + 204) / 255f) - 4;
    assertThat(logits(artifact(inception, network(3))))
        .containsExactly(new float[] {red, blue}, within(1e-5f));

    ImportOptions caffe = options(Optional.empty(), Optional.of("caffe"), Optional.empty());
    float caffeBlue = 255 + 204 - 4 * 103.939f;
    float caffeRed = 255 + 51 - 4 * 123.68f;
    assertThat(logits(artifact(caffe, network(3))))
        .containsExactly(new float[] {caffeBlue, caffeRed}, within(1e-3f));

    double luma = 0.299 * (255 + 51) + 0.587 * (255 + 102) + 0.114 * (255 + 204);
    float grey = (float) (2 * luma / 255 - 4);
    ModelArtifact model = artifact(inception, network(1));
    assertThat(logits(model)).containsExactly(new float[] {grey, grey}, within(1e-4f));
    assertThat(model.sources().get("channels")).startsWith("grey");
  }

  private static float[] logits(ModelArtifact model) throws InvalidModelException {
    byte[] rgb = new byte[PIXELS.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) PIXELS[i];
    }
    Classifier classifier = new Classifier(model.compile(KernelProvider.select(KernelChoice.AUTO)));
    classifier.run(rgb);
    return classifier.logits();
  }

  private static FileModel network(int channels) throws Exception {
    GraphBuilder builder = new GraphBuilder();
    int last = builder.image(EDGE, EDGE, channels);
    last = builder.add("flatten", new Flatten(Flatten.Order.CHANNELS_LAST), last);
    last = builder.add("dense", Dense.of("w", "b", 2), last);
    last = builder.add("softmax", new Softmax(), last);
    int inputs = EDGE * EDGE * channels;
    float[] weights = new float[2 * inputs];
    for (int pixel = 0; pixel < EDGE * EDGE; pixel++) {
      weights[pixel * channels] = 1;
      weights[inputs + pixel * channels + channels - 1] = 1;
    }
    TensorTable table = new TensorTable("birds.onnx");
    table.add("w", new Tensor(Shape.of(2, inputs), weights));
    table.add("b", new Tensor(Shape.of(2), new float[2]));
    table.add("unused", new Tensor(Shape.of(1), new float[1]));
    return FileModel.of(ClassifierGraph.of(builder, last), table);
  }

  private static ModelArtifact artifact(ImportOptions options, FileModel file) throws Exception {
    return new FileImport(options, "birds.onnx", "birds file").artifact(file);
  }

  private static ImportOptions options(
      Optional<Path> labels, Optional<String> preprocessing, Optional<ResizeMode> resize) {
    ImportOptions none = ImportOptions.NONE;
    return new ImportOptions(
        labels,
        preprocessing,
        resize,
        none.size(),
        none.crop(),
        none.mean(),
        none.std(),
        none.architecture(),
        false);
  }
}
