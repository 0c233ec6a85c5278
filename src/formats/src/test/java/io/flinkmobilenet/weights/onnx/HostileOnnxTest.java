package io.flinkmobilenet.weights.onnx;

import static io.flinkmobilenet.weights.onnx.OnnxBytes.graph;
import static io.flinkmobilenet.weights.onnx.OnnxBytes.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody damaged or made to do harm. */
class HostileOnnxTest {
  @TempDir private Path folder;

  private static final long HUGE = 1L << 31;

  private static FileModel read(byte[] file) throws Exception {
    return OnnxReader.read(file, "file", null, ReadOptions.NONE);
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(WeightsException.class).hasMessage(message);
  }

  @Test
  void aTensorOfTwoToThe31ElementsIsRefused() {
    refused(
        model(13, graph(1, 3, 4, 4).message(5, OnnxBytes.tensor("w", OnnxBytes.FLOAT, HUGE))),
        "file: tensor w: shape: expected at most 16 extents from 0 on of fewer than 2^31 elements,"
            + " found [2147483648]");
    refused(
        model(
            13, graph(1, 3, 4, 4).message(5, OnnxBytes.tensor("w", OnnxBytes.FLOAT, 65536, 65536))),
        "file: tensor w: shape: expected at most 16 extents from 0 on of fewer than 2^31 elements,"
            + " found [65536, 65536]");
  }

  @Test
  void aConstantOfTwoToThe31ElementsIsRefused() {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .integers("shape", HUGE, 1, 1, 1)
            .node("ConstantOfShape", List.of("shape"), "w")
            .node("Conv", List.of("x", "w"), "y");

    refused(model(13, graph), "file: node node_w (ConstantOfShape): integer overflow");
  }

  @Test
  void anImageOfTwoToThe31RowsIsRefused() {
    refused(
        model(13, graph(1, 3, HUGE, 4).node("Relu", List.of("x"), "y")),
        "file: input x: expected 1 to 32768 rows and columns, found [1, 3, 2147483648, 4]");
  }

  @Test
  void negativeExtentsAreRefused() {
    refused(
        model(13, graph(1, 3, 4, 4).message(5, OnnxBytes.tensor("w", OnnxBytes.FLOAT, -1, 4))),
        "file: tensor w: shape: expected at most 16 extents from 0 on of fewer than 2^31 elements,"
            + " found [-1, 4]");
    refused(
        model(13, graph(1, 3, -7, 4).node("Relu", List.of("x"), "y")),
        "file: input x: expected 1 to 32768 rows and columns, found [1, 3, -7, 4]");
    refused(
        model(13, graph(1, 3, 4, 4).integers("s", -2, -24).node("Reshape", List.of("x", "s"), "y")),
        "file: node node_y (Reshape): shape: expected extents, found -2");
  }

  @Test
  void tooFewBytesAreRefused() {
    OnnxBytes tensor = OnnxBytes.tensor("w", OnnxBytes.FLOAT, 2, 2).bytes(9, new byte[15]);

    refused(
        model(13, graph(1, 3, 4, 4).message(5, tensor)),
        "file: tensor w: expected 16 bytes of data, found 15");
  }

  @Test
  void aBiasOfAnotherLengthIsRefused() {
    OnnxBytes graph =
        graph(1, 3, 1, 1)
            .weights("w", 2, 3, 1, 1)
            .weights("b", 3)
            .node("Conv", List.of("x", "w", "b"), "y");

    refused(
        model(13, graph),
        "file: node node_y (Conv): bias: expected a number for each of 2 outputs, found shape"
            + " [3]");
  }

  @Test
  void aCircleOfNodesIsRefused() {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .node("Relu", List.of("b"), "a")
            .node("Add", List.of("x", "a"), "b")
            .node("GlobalAveragePool", List.of("b"), "y");

    refused(
        model(13, graph),
        "file: node node_a (Relu): expected inputs of nodes before it, found b, which depends on"
            + " it");
    refused(
        model(13, graph(1, 3, 4, 4).node("Relu", List.of("y"), "y")),
        "file: node node_y (Relu): expected inputs of nodes before it, found y, which depends on"
            + " it");
  }

  @Test
  void everyTruncatedFileIsRefused() {
    byte[] whole = OnnxBytes.typical();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d bytes", length)
          .isInstanceOf(WeightsException.class)
          .message()
          .startsWith("file: ")
          .doesNotContain("\n");
    }
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> read("<html>\nNot found</html>".getBytes("UTF-8")))
        .isInstanceOf(MalformedWeightsException.class)
        .message()
        .startsWith("file: model: ")
        .doesNotContain("\n");
  }

  @Test
  void longChainsOfNodesNeedNoStack() throws Exception {
    OnnxBytes graph = graph(1, 3, 4, 4);
    int nodes = 60_000;
    IntStream.range(0, nodes)
        .forEach(i -> graph.node("Identity", List.of(i == 0 ? "x" : "v" + i), "v" + (i + 1)));
    graph.node("GlobalAveragePool", List.of("v" + nodes), "y");

    assertThat(read(model(13, graph)).graph().nodes()).hasSize(2);
  }

  @Test
  void longChainsOfViewsOnWeightsAreRefused() {
    OnnxBytes graph = graph(1, 3, 4, 4).weights("v0", 4, 3);
    IntStream.range(0, 1000).forEach(i -> graph.node("Transpose", List.of("v" + i), "v" + (i + 1)));
    graph
        .node("GlobalAveragePool", List.of("x"), "p")
        .node("Flatten", List.of("p"), "f")
        .node("MatMul", List.of("f", "v1000"), "y");

    refused(
        model(13, graph),
        "file: node node_v17 (Transpose): tensor v0: expected at most 16 operations on weights,"
            + " found more");
  }

  @Test
  void constantsThatWouldFillTheMemoryAreRefused() {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .integers("s", 1 << 23)
            .node("ConstantOfShape", List.of("s"), "c")
            .node("Add", List.of("c", "c"), "d")
            .node("Add", List.of("x", "d"), "y");

    refused(
        model(13, graph),
        "file: node node_d (Add): constants: expected at most 4194304 computed numbers in a file,"
            + " found more");
  }

  @Test
  void externalDataStaysInTheFolder() throws Exception {
    Path outside = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
    Path inside = Files.createDirectory(folder.resolve("model"));
    Files.createSymbolicLink(inside.resolve("link"), folder);
    for (String location : List.of("../../etc/passwd", "../secret", "/etc/passwd", "", "a/../..")) {
      assertThatThrownBy(() -> readExternal(inside, location, "0", "16"))
          .isInstanceOf(MalformedWeightsException.class)
          .hasMessage(
              inside.resolve("m.onnx")
                  + ": tensor w: external data: expected a file in the model's folder, found"
                  + " location "
                  + location);
    }
    assertThatThrownBy(() -> readExternal(inside, "link/secret", "0", "16"))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage(
            inside.resolve("m.onnx")
                + ": tensor w: external data: expected a file in the model's folder, found"
                + " link/secret, behind a link to another folder");
    assertThat(outside).exists();
  }

  /** The cache of Hugging Face's Hub keeps the content of files in a folder beside the models. */
  @Test
  void externalDataMayBeALinkInTheFolder() throws Exception {
    Path blob = Files.writeString(folder.resolve("blob"), "0123456789abcdef");
    Path snapshot = Files.createDirectory(folder.resolve("snapshot"));
    Files.createSymbolicLink(snapshot.resolve("model.onnx_data"), Path.of("../blob"));
    assertThat(readExternal(snapshot, "model.onnx_data", "0", "16").weights().names()).isNotEmpty();
    Files.delete(blob);
    assertThatThrownBy(() -> readExternal(snapshot, "model.onnx_data", "0", "16"))
        .hasMessageEndingWith("expected file model.onnx_data beside the model, found none");
  }

  @Test
  void offsetsAndLengthsOfExternalDataAreChecked() throws Exception {
    Files.write(folder.resolve("data"), new byte[20]);

    assertThat(readExternal(folder, "data", "4", "16").weights().names()).isNotEmpty();
    assertThatThrownBy(() -> readExternal(folder, "data", "5", "16"))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage(
            folder.resolve("m.onnx")
                + ": tensor w: external data data: expected 16 bytes from byte 5 on, found a file"
                + " of 20 bytes");
    assertThatThrownBy(() -> readExternal(folder, "data", "0", "17"))
        .hasMessageContaining("expected length 16, found 17");
    assertThatThrownBy(() -> readExternal(folder, "data", "-1", "16"))
        .hasMessageContaining("offset: expected a number of bytes, found -1");
    assertThatThrownBy(() -> readExternal(folder, "data", "99999999999999999", "16"))
        .hasMessageContaining("expected 16 bytes from byte 99999999999999999 on");
    assertThatThrownBy(() -> readExternal(folder, "missing", "0", "16"))
        .hasMessageContaining("expected file missing beside the model, found none");
  }

  private static FileModel readExternal(Path folder, String location, String offset, String length)
      throws Exception {
    OnnxBytes tensor =
        OnnxBytes.tensor("w", OnnxBytes.FLOAT, 4, 1, 1, 1)
            .message(13, new OnnxBytes().text(1, "location").text(2, location))
            .message(13, new OnnxBytes().text(1, "offset").text(2, offset))
            .message(13, new OnnxBytes().text(1, "length").text(2, length))
            .number(14, 1);
    OnnxBytes graph = graph(1, 1, 1, 1).message(5, tensor).node("Conv", List.of("x", "w"), "y");
    Path file = Files.write(folder.resolve("m.onnx"), model(13, graph));
    return OnnxReader.read(file, ReadOptions.NONE);
  }

  @Test
  void anOperatorThatTheGraphLacksIsNamed() {
    refused(
        model(13, graph(1, 3, 4, 4).node("Selu", List.of("x"), "y", OnnxBytes.number("a\nb", 1))),
        "file: node node_y (Selu): expected an operator that a graph can express, found this one");
    refused(
        model(6, graph(1, 3, 4, 4).node("Relu", List.of("x"), "y")),
        "file: operator set: expected version 7 to 28, found 6");
    assertThatThrownBy(
            () -> read(model(13, graph(1, 3, 4, 4).node("QLinearConv", List.of("x"), "y"))))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: node node_y (QLinearConv): expected weights and maps in floats, found a"
                + " quantised network");
  }

  @Test
  void namesWithLineBreaksStayOnOneLine() {
    assertThatThrownBy(() -> read(model(13, graph(1, 3, 4, 4).node("G\nelu", List.of("x"), "y"))))
        .hasMessage(
            "file: node node_y (G?elu): expected an operator that a graph can express, found this"
                + " one");
  }
}
