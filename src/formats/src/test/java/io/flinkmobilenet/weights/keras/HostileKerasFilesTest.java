package io.flinkmobilenet.weights.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were made to harm are refused in one line. */
class HostileKerasFilesTest {
  private static final Path FILES = Hdf5LayoutsTest.FILES;

  @TempDir private Path folder;

  @Test
  void aGroupThatContainsItself() throws Exception {
    Path json = folder.resolve("nested.json");
    Files.writeString(json, nested(40));
    assertRefused(FILES.resolve("hard-loop.weights.h5"), json, UnsupportedWeightsException.class)
        .contains("expected at most 32 groups in each other, found more");
    assertThatThrownBy(() -> KerasReader.tensors(FILES.resolve("hard-loop.weights.h5")))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining("expected at most 32 groups in each other");
  }

  @Test
  void aSoftLinkToItself() throws Exception {
    Path file = FILES.resolve("soft-loop.weights.h5");
    assertRefused(file, FILES.resolve("three.json"), UnsupportedWeightsException.class)
        .isEqualTo(
            file
                + ": group /: layers: expected an object of this file, found a soft or external"
                + " link");
  }

  @Test
  void aTreeThatContainsItself() throws Exception {
    byte[] bytes = Files.readAllBytes(FILES.resolve("earliest.h5"));
    int node = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("TREE");
    // The level of the node, and after its siblings and first key the address of its first child.
    bytes[node + 5] = 1;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(node + 32, node);
    Path file = folder.resolve("tree.h5");
    Files.write(file, bytes);
    assertRefused(file, MalformedWeightsException.class)
        .isEqualTo(file + ": group /: expected HDF5, found structures that contain each other");
  }

  @Test
  void everyTruncation() throws Exception {
    for (String name : new String[] {"whole.h5", "earliest.h5", "chunked.h5", "three.weights.h5"}) {
      byte[] whole = Files.readAllBytes(FILES.resolve(name));
      Path file = folder.resolve(name);
      for (int length = 0; length < whole.length - 8; length += 61) {
        byte[] part = new byte[length];
        System.arraycopy(whole, 0, part, 0, length);
        Files.write(file, part);
        assertRefused(file, FILES.resolve("three.json"), MalformedWeightsException.class)
            .startsWith(file + ": ");
      }
    }
  }

  @Test
  void aZipBomb() throws Exception {
    Path file =
        zip(
            Map.of(
                "config.json",
                Files.readAllBytes(FILES.resolve("three.json")),
                "model.weights.h5",
                new byte[64 << 20]));
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertRefused(file, UnsupportedWeightsException.class)
        .contains("entry model.weights.h5: expected at most");
  }

  @Test
  void anEntryThatLeadsOutOfTheArchive() throws Exception {
    Path file = zip(Map.of("config.json", new byte[2], "../model.weights.h5", new byte[2]));
    assertRefused(file, MalformedWeightsException.class)
        .isEqualTo(
            file
                + ": entry ../model.weights.h5: expected a name within the archive, found one that"
                + " leads out of it");
  }

  @Test
  void deepJson() throws Exception {
    String deep = "{\"config\":".repeat(100_000);
    assertRefused(archive(deep), MalformedWeightsException.class).contains("expected JSON");
  }

  @Test
  void aHugeLayer() throws Exception {
    String json = Files.readString(FILES.resolve("three.json"));
    assertRefused(
            archive(json.replace("\"filters\":2", "\"filters\":2000000000")),
            UnsupportedWeightsException.class)
        .contains("layer c (Conv2D): filters: expected 1 to 1048576, found 2000000000");
    assertRefused(
            archive(json.replace("[null,4,4,3]", "[null,32768,32768,3]")),
            UnsupportedWeightsException.class)
        .contains("has more than 2^31 - 1 values");
    assertRefused(
            archive(json.replace("\"kernel_size\":[3,3]", "\"kernel_size\":[30000,30000]")),
            UnsupportedWeightsException.class)
        .contains("fewer than 2^31 values");
  }

  @Test
  void weightsOfAnotherShape() throws Exception {
    String json = Files.readString(FILES.resolve("three.json"));
    assertRefused(
            archive(json.replace("\"filters\":2", "\"filters\":3")),
            MalformedWeightsException.class)
        .contains(
            "weights of layer c (Conv2D): expected kernel of shape [3, 3, 3, 3], found"
                + " /layers/conv2d/vars/0 of shape [3, 3, 3, 2]");
  }

  private Path archive(String config) throws Exception {
    return zip(
        new TreeMap<>(
            Map.of(
                "config.json",
                config.getBytes(StandardCharsets.UTF_8),
                "model.weights.h5",
                Files.readAllBytes(FILES.resolve("three.weights.h5")))));
  }

  private Path zip(Map<String, byte[]> entries) throws Exception {
    Path file = folder.resolve("model.keras");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  /** A dense layer in as many models in each other. */
  private static String nested(int depth) {
    String layer =
        "{\"class_name\":\"Dense\",\"config\":{\"name\":\"d\",\"units\":2,"
            + "\"batch_input_shape\":[null,4,4,3]}}";
    for (int i = 0; i < depth; i++) {
      layer = "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[" + layer + "]}}";
    }
    return layer;
  }

  private AbstractStringAssert<?> assertRefused(Path file, Class<? extends WeightsException> type) {
    return assertRefused(file, null, type);
  }

  private AbstractStringAssert<?> assertRefused(
      Path file, Path json, Class<? extends WeightsException> type) {
    Throwable refusal =
        catchThrowable(
            () -> {
              if (json == null) {
                KerasReader.read(file, ReadOptions.NONE);
              } else {
                KerasReader.read(file, json, ReadOptions.NONE);
              }
            });
    assertThat(refusal).isInstanceOf(type);
    return assertThat(refusal.getMessage()).doesNotContain("\n");
  }
}
