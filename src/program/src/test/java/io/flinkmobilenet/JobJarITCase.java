package io.flinkmobilenet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the jar for {@code flink run} holds, and what it must not hold. */
class JobJarITCase {
  private static final String JAR = System.getProperty("flinkmobilenet.test.job-jar");

  @Test
  void namesTheJobAsItsMainClass() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.flinkmobilenet.stream.InferenceJob");
    }
  }

  @Test
  void carriesTheConnectorAndAvroUnderTheirOwnNames() throws IOException {
    assertThat(classes())
        .contains(
            "io/flinkmobilenet/stream/InferenceJob.class",
            "io/flinkmobilenet/kernel/vector/VectorKernels.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/kafka/clients/consumer/KafkaConsumer.class",
            "org/apache/avro/Schema.class");
  }

  @Test
  void leavesFlinkLoggingAndTheLauncherToOthers() throws IOException {
    assertThat(classes())
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("ch/qos/logback/"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("picocli/"))
        .noneMatch(name -> name.startsWith("org/eclipse/jetty/"))
        .filteredOn(name -> name.startsWith("org/apache/flink/"))
        .allMatch(
            name ->
                name.startsWith("org/apache/flink/connector/kafka/")
                    || name.startsWith("org/apache/flink/streaming/connectors/kafka/")
                    || name.startsWith("org/apache/flink/streaming/util/serialization/"));
  }

  @Test
  void holdsTheClassesOfTheJobAndOfTheLibrariesItUses() throws IOException {
    assertThat(classes())
        .filteredOn(name -> name.startsWith("io/flinkmobilenet/"))
        .hasSizeGreaterThan(300)
        .allMatch(
            name ->
                name.matches(
                    "io/flinkmobilenet/(simd|geometry|image|tensor|graph|architecture|kernel|network"
                        + "|weights|model|event|protocol|kafka|stream)/.*"));
  }

  /** TaskManagers see canonical artifacts alone, whatever file a model was imported from. */
  @Test
  void leavesTheReadersOfModelFilesToTheLauncher() throws IOException {
    assertThat(classes())
        .noneMatch(name -> name.startsWith("io/flinkmobilenet/format/"))
        .noneMatch(name -> name.startsWith("io/flinkmobilenet/importing/"))
        .noneMatch(name -> name.startsWith("io/flinkmobilenet/keras/"))
        .noneMatch(name -> name.startsWith("io/flinkmobilenet/statedict/"))
        .noneMatch(name -> name.startsWith("io/jhdf/"))
        .noneMatch(name -> name.startsWith("com/google/"))
        .filteredOn(name -> name.startsWith("io/flinkmobilenet/weights/"))
        .isNotEmpty()
        .allMatch(name -> name.matches("io/flinkmobilenet/weights/(safetensors/)?[^/]+"));
  }

  /** Otherwise the names that the test above looks for would be those of nothing. */
  @Test
  void theLauncherHasTheReadersThatTheJobLacks() {
    for (String name :
        List.of(
            "io/flinkmobilenet/format/FileModel.class",
            "io/flinkmobilenet/importing/ModelReader.class",
            "io/flinkmobilenet/keras/KerasGraph.class",
            "io/flinkmobilenet/statedict/StateDictNetwork.class",
            "io/flinkmobilenet/weights/onnx/OnnxReader.class",
            "io/flinkmobilenet/weights/pytorch/PytorchReader.class",
            "io/flinkmobilenet/weights/keras/KerasReader.class",
            "io/flinkmobilenet/weights/tflite/TfLiteReader.class",
            "io/flinkmobilenet/weights/tensorflowjs/TensorflowJsReader.class",
            "io/jhdf/HdfFile.class",
            "com/google/protobuf/CodedInputStream.class")) {
      assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
    }
  }

  @Test
  void leavesPagesAndModelsToTheLauncher() throws IOException {
    assertThat(names())
        .noneMatch(name -> name.endsWith(".safetensors"))
        .noneMatch(name -> name.endsWith(".css"));
  }

  @Test
  void carriesTheLicencesOfTheLibrariesInIt() throws IOException {
    assertThat(text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
    assertThat(text("META-INF/NOTICE"))
        .containsIgnoringWhitespaces(Files.readString(Path.of("NOTICE")));
  }

  @Test
  void namesEveryLibraryInTheNotice() throws IOException {
    String notice = Files.readString(Path.of("NOTICE"));
    assertThat(libraries())
        .hasSizeGreaterThan(10)
        .filteredOn(name -> !name.startsWith("flink-mobilenet-"))
        .allMatch(name -> notice.contains(" " + name));
    assertThat(Pattern.compile("META-INF/\\S+").matcher(notice).results())
        .hasSizeGreaterThan(3)
        .extracting(MatchResult::group)
        .isSubsetOf(names());
  }

  /** Libraries whose jars say what they are, and the four whose jars do not. */
  private static Set<String> libraries() throws IOException {
    Map<String, String> unnamed =
        Map.of(
            "org/apache/kafka/clients/", "kafka-clients",
            "org/apache/flink/connector/kafka/", "flink-connector-kafka",
            "org/xerial/snappy/", "snappy-java",
            "com/github/luben/zstd/", "zstd-jni");
    Set<String> found = new TreeSet<>();
    for (String name : names()) {
      String[] parts = name.split("/");
      if (name.endsWith("/pom.properties") && !parts[3].equals("flink-mobilenet")) {
        found.add(parts[3]);
      }
      unnamed.forEach(
          (packageName, library) -> {
            if (name.startsWith(packageName)) {
              found.add(library);
            }
          });
    }
    assertThat(found).containsAll(unnamed.values());
    return found;
  }

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }
  }

  private static List<String> classes() throws IOException {
    return names().stream().filter(name -> name.endsWith(".class")).toList();
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR);
        Stream<JarEntry> entries = jar.stream()) {
      return entries.filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }
}
