package io.flinkmobilenet.weights.onnx;

import static io.flinkmobilenet.weights.onnx.OnnxBytes.graph;
import static io.flinkmobilenet.weights.onnx.OnnxBytes.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The image of a file, and what its other parts say that is not computed. */
class OnnxImageTest {
  private static final ReadOptions SIZED = new ReadOptions(Optional.of(new ImageSize(6, 7)), true);

  private static FileModel read(byte[] file, ReadOptions options) throws Exception {
    return OnnxReader.read(file, "file", null, options);
  }

  private static byte[] pooled(long... extents) {
    return model(13, graph(extents).node("GlobalAveragePool", List.of("x"), "y"));
  }

  @Test
  void anOpenSizeIsTheOneThatIsGiven() throws Exception {
    assertThat(read(pooled(0, 3, 0, 0), SIZED).graph().input()).hasToString("6×7×3");
    assertThat(read(pooled(1, 1, 5, 4), SIZED).graph().input()).hasToString("5×4×1");
    OnnxBytes last =
        graph(1, 5, 4, 3).node("ReduceMean", List.of("x"), "y", OnnxBytes.numbers("axes", 1, 2));
    assertThat(read(model(13, last), SIZED).graph().input()).hasToString("5×4×3");
  }

  @Test
  void aBatchIsOneImage() throws Exception {
    OnnxBytes graph =
        graph(10, 3, 4, 4).integers("s", 10, -1).node("Reshape", List.of("x", "s"), "y");

    FileModel model = read(model(13, graph), ReadOptions.NONE);

    assertThat(model.graph().output(Plan.LOGITS)).hasToString("1×1×48");
    assertThat(model.notes())
        .containsExactly("The file is made for 10 images at once; it runs one.");
  }

  @Test
  void whatIsNoImageIsRefused() {
    assertThatThrownBy(() -> read(pooled(1, 784), ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: input x: expected an image [N, 1 or 3, H, W] or [N, H, W, 1 or 3], found"
                + " [1, 784]");
    assertThatThrownBy(() -> read(pooled(1, 4, 5, 6), ReadOptions.NONE))
        .hasMessageEndingWith("found [1, 4, 5, 6]");
  }

  @Test
  void twoImagesAreRefused() {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .message(11, OnnxBytes.value("z", 1, 3, 4, 4))
            .node("Add", List.of("x", "z"), "y");

    assertThatThrownBy(() -> read(model(13, graph), ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage("file: inputs: expected one image, found [x, z]");
  }

  @Test
  void weightsThatOldFilesListAsInputsAreNoImages() throws Exception {
    OnnxBytes graph =
        graph(1, 3, 1, 1)
            .message(11, OnnxBytes.value("w", 2, 3, 1, 1))
            .weights("w", 2, 3, 1, 1)
            .node("Conv", List.of("x", "w"), "y");

    assertThat(read(model(8, graph), ReadOptions.NONE).weights().names()).containsExactly("w");
  }

  @Test
  void ofSeveralOutputsTheFirstOneCounts() throws Exception {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .message(12, OnnxBytes.value("z", 1, 3))
            .node("GlobalMaxPool", List.of("x"), "y")
            .node("Unknown", List.of("x"), "z");

    FileModel model = read(model(13, graph), ReadOptions.NONE);

    assertThat(model.notes())
        .containsExactly("Of 2 outputs, the first one, y, is taken as the scores of the classes.");
  }

  @Test
  void nodesInAnotherOrderAreOrdered() throws Exception {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .node("GlobalAveragePool", List.of("r"), "y")
            .node("Relu", List.of("x"), "r");

    assertThat(read(model(13, graph), ReadOptions.NONE).graph().nodes()).hasSize(3);
  }

  @Test
  void aNormalisationOfAFlatVectorIsOneOfItsValues() throws Exception {
    OnnxBytes graph =
        graph(1, 3, 2, 2)
            .weights("a", 12)
            .weights("v", 12)
            .node("Flatten", List.of("x"), "f")
            .node("BatchNormalization", List.of("f", "a", "a", "a", "v"), "n")
            .node("Add", List.of("n", "a"), "y");

    assertThat(read(model(13, graph), ReadOptions.NONE).graph().output(Plan.LOGITS))
        .hasToString("1×1×12");
  }

  @Test
  void quantisedWeightsAreConvertedWhereThatIsWanted() throws Exception {
    OnnxBytes graph =
        graph(1, 3, 1, 1)
            .message(
                5, OnnxBytes.tensor("q", 3, 2, 3, 1, 1).bytes(9, new byte[] {1, 2, 3, 4, 5, -6}))
            .floats("s", new float[] {0.5f, 2}, 2)
            .node("DequantizeLinear", List.of("q", "s"), "w", OnnxBytes.number("axis", 0))
            .node("Conv", List.of("x", "w"), "y");
    byte[] file = model(13, graph);

    FileModel model = read(file, SIZED);

    assertThat(model.weights().tensor("q").values()).containsExactly(0.5f, 1, 1.5f, 8, 10, -12);
    assertThat(model.notes()).hasSize(1);
    assertThatThrownBy(() -> read(file, ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: node node_w (DequantizeLinear): expected weights and maps in floats, found a"
                + " quantised network; --dequantise converts them");
  }

  @Test
  void filesAreRecognisedByTheirFirstBytes() {
    assertThat(OnnxReader.recognises(OnnxBytes.typical())).isTrue();
    assertThat(OnnxReader.recognises(new byte[] {8, 7, 18})).isTrue();
    assertThat(OnnxReader.recognises("PK\3\4".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(OnnxReader.recognises("{\"a\":1}".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(OnnxReader.recognises(new byte[] {8, 7})).isFalse();
  }
}
