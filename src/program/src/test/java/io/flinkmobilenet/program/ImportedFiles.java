package io.flinkmobilenet.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flinkmobilenet.weights.tflite.QuantisedTfLite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A folder with the files that importing.md names. All but two are reference files. */
final class ImportedFiles {
  /** Reference files and folders by the name that the document gives them. */
  private static final Map<String, String> COPIES =
      Map.ofEntries(
          Map.entry("photo.jpg", "other/burger.jpg"),
          Map.entry("photos", "images"),
          Map.entry("expected.csv", "expected-imagenet.csv"),
          Map.entry("model.onnx", "models/imagenet.onnx"),
          Map.entry("model.tflite", "models/imagenet.tflite"),
          Map.entry("model.keras", "other/mnist.keras"),
          Map.entry("weights.h5", "other/mnist_weights_only.h5"),
          Map.entry("architecture.json", "other/mnist_modelConfig.json"),
          Map.entry("mobilenet_v2.weights.h5", "models/imagenet-keras.weights.h5"),
          Map.entry("converted_tfjs.zip", "other/teachable-machine-image-model.zip"),
          Map.entry("keras_model.h5", "other/teachable-machine-keras.h5"),
          Map.entry("mobilenet_v2.pth", "models/mobilenet_v2_0.35_96-untrained.pth"),
          Map.entry("weights.safetensors", "models/imagenet/model.safetensors"),
          Map.entry("directory", "models/imagenet"));

  /** Number of classes of the models that are used with a file of labels. */
  private static final Map<String, Integer> CLASSES =
      Map.of(
          "model.onnx", 1001,
          "model.tflite", 1001,
          "quantised.tflite", 2,
          "model.keras", 10,
          "weights.h5", 10,
          "mobilenet_v2.weights.h5", 1000,
          "keras_model.h5", 4,
          "model.json", 2,
          "mobilenet_v2.pth", 1000,
          "weights.safetensors", 1001);

  private static final String LABELS_TEXT = "labels.txt";
  private static final String LABELS_JSON = "class_names.json";

  private final Path folder;
  private final Set<String> names = new LinkedHashSet<>();

  private ImportedFiles(Path folder) {
    this.folder = folder;
  }

  static ImportedFiles in(Path folder, Path reference) throws IOException {
    ImportedFiles files = new ImportedFiles(folder);
    for (Map.Entry<String, String> copy : new TreeMap<>(COPIES).entrySet()) {
      files.copy(reference.resolve(copy.getValue()), copy.getKey());
    }
    files.write("quantised.tflite", QuantisedTfLite.ofBytes());
    files.unpack(folder.resolve("converted_tfjs.zip"), "model.json", "weights.bin");
    files.pack("converted_keras.zip", folder.resolve("keras_model.h5"));
    return files;
  }

  /** The names of all models and images, without those of labels. */
  Set<String> names() {
    return Set.copyOf(names);
  }

  /** Writes labels for the model that a command line names, if it names some. */
  void writeLabels(List<String> words) throws IOException {
    for (String model : words) {
      if (CLASSES.containsKey(model)) {
        List<String> labels =
            IntStream.range(0, CLASSES.get(model)).mapToObj(i -> "sort " + i).toList();
        Files.write(folder.resolve(LABELS_TEXT), labels);
        Files.writeString(
            folder.resolve(LABELS_JSON),
            labels.stream().map(it -> '"' + it + '"').collect(Collectors.joining(",", "[", "]")));
      }
    }
  }

  private void copy(Path source, String name) throws IOException {
    names.add(name);
    try (Stream<Path> all = Files.walk(source)) {
      for (Path path : all.toList()) {
        Files.copy(path, folder.resolve(name).resolve(source.relativize(path).toString()));
      }
    }
  }

  private void write(String name, byte[] content) throws IOException {
    names.add(name);
    Files.write(folder.resolve(name), content);
  }

  private void unpack(Path archive, String model, String weights) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      write(model, zip.getInputStream(zip.getEntry(model)).readAllBytes());
      Files.write(
          folder.resolve(weights), zip.getInputStream(zip.getEntry(weights)).readAllBytes());
    }
  }

  /** Writes the archive that Teachable Machine exports for Keras. */
  private void pack(String name, Path model) throws IOException {
    names.add(name);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve(name)), UTF_8)) {
      zip.putNextEntry(new ZipEntry("keras_model.h5"));
      Files.copy(model, zip);
      zip.putNextEntry(new ZipEntry(LABELS_TEXT));
      zip.write("0 glass\n1 metal\n2 paper\n3 plastic\n".getBytes(UTF_8));
    }
  }
}
