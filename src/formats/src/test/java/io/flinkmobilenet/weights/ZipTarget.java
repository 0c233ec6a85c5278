package io.flinkmobilenet.weights;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ZipArchive;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.weights.keras.KerasReader;
import io.flinkmobilenet.weights.tensorflowjs.TensorflowJsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Fuzzes zip archives and the readers of models that are in them. */
public final class ZipTarget implements FuzzTarget {
  private static final Path RESOURCES = Path.of("src/formats/src/test/resources");
  private static final int READ_ENTRIES = 4;
  private static final int MOST = 1 << 20;

  private final Path file;

  /** Creates a target with a file of its own. */
  public ZipTarget() {
    try {
      file = Files.createTempFile("fuzzed", ".zip");
      file.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String run(byte[] input) throws IOException {
    Files.write(file, input);
    try (ZipArchive archive = ZipArchive.open(file)) {
      for (String name : archive.names().stream().limit(READ_ENTRIES).toList()) {
        archive.read(name, MOST).orElseThrow();
      }
    } catch (WeightsException e) {
      return named(Outcome.refused(e));
    }
    boolean keras = KerasReader.recognises(file);
    boolean layers = !keras && TensorflowJsReader.recognises(file);
    try {
      if (keras) {
        return "Keras " + FuzzedModel.check(KerasReader.read(file, ReadOptions.NONE), input);
      }
      return layers
          ? "layers " + FuzzedModel.check(TensorflowJsReader.read(file, ReadOptions.NONE), input)
          : "another archive";
    } catch (WeightsException e) {
      return named(Outcome.refused(e));
    }
  }

  /** The file's own name differs from run to run. */
  private String named(String outcome) {
    return outcome.replace(file.toString(), "file");
  }

  /** Limit: four entries and those of a model, each of 1 MiB and 16 times the file. */
  @Override
  public long mayAllocate(byte[] input) {
    return (24 << 20) + 8192L * input.length;
  }

  @Override
  public int longest() {
    return 16_384;
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    byte[] whole = resource("keras/whole.h5");
    byte[] labels = "0 a\n1 b\n".getBytes(StandardCharsets.UTF_8);
    return List.of(
        zip(true, "keras_model.h5", whole, "labels.txt", labels),
        zip(
            true,
            "metadata.json",
            "{\"keras_version\": \"3.5.0\"}".getBytes(StandardCharsets.UTF_8),
            "config.json",
            resource("keras/three.json"),
            "model.weights.h5",
            resource("keras/three.weights.h5")),
        zip(
            true,
            "model.json",
            resource("tensorflowjs/sequential/model.json"),
            "metadata.json",
            "{\"labels\":[\"a\",\"b\"],\"imageSize\":8}".getBytes(StandardCharsets.UTF_8),
            "weights.bin",
            resource("tensorflowjs/sequential/weights.bin")),
        zip(false, "a/b.txt", labels));
  }

  private static byte[] resource(String name) throws IOException {
    return Files.readAllBytes(RESOURCES.resolve(name));
  }

  private static byte[] zip(boolean deflated, Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(deflated ? 9 : 0);
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return bytes.toByteArray();
  }
}
