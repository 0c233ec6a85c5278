package io.flinkmobilenet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.simd.VectorWidths;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program runs with nothing on its class path but the two libraries. */
class ReadmeProgramTest {
  private static final Pattern LIBRARIES =
      Pattern.compile(
          ".*(flink-mobilenet-(common|imaging|inference)-[^/]*(?<!tests)\\.jar"
              + "|src/(common|imaging|inference)/target/classes"
              + "|jackson-(core|databind|annotations)-[^/]*\\.jar|slf4j-api-[^/]*\\.jar)");

  private static final int MOST_LINES = 15;

  @TempDir private Path folder;

  @Test
  void classifiesAFileWithTheTwoLibrariesAlone() throws Exception {
    String program = program();
    assertThat(program.lines().filter(line -> !line.isBlank()).count())
        .isLessThanOrEqualTo(MOST_LINES);
    Path model = folder.resolve("model");
    TestModels.writeDirectory(model, 7, 96, 20);
    Path image = folder.resolve("image.jpg");
    try (InputStream file = RgbImage.class.getResourceAsStream("baseline-420.jpg")) {
      Files.copy(file, image);
    }

    compile(program);

    assertThat(run(model, image)).isEqualTo(expected(model, image));
  }

  private static String program() throws Exception {
    Matcher block =
        Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String libraries() {
    List<String> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> LIBRARIES.matcher(entry).matches())
            .toList();
    assertThat(entries).hasSize(7).noneMatch(it -> it.matches(".*(kafka|avro|flink-core).*"));
    return String.join(File.pathSeparator, entries);
  }

  private void compile(String program) throws Exception {
    Path source = Files.writeString(folder.resolve("Classify.java"), program);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", "" + folder, "-cp", libraries(), "" + source);
    assertThat(code).isZero();
  }

  private List<String> run(Path model, Path image) throws Exception {
    Path out = folder.resolve("out");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    if (VectorWidths.expected()) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(List.of("-cp", folder + File.pathSeparator + libraries()));
    command.addAll(List.of("Classify", model.toString(), image.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private static List<String> expected(Path model, Path image) throws Exception {
    ModelArtifact artifact = ModelDirectory.read(model);
    Classifier classifier =
        new Classifier(artifact.compile(KernelProvider.select(KernelChoice.AUTO)));
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    classifier.run(
        decoder.decode(Files.readAllBytes(image), artifact.preprocessing().geometry()).rgb());
    return classifier.topK(3).stream()
        .map(it -> artifact.labels().get(it.index()) + " " + it.probability())
        .collect(Collectors.toList());
  }
}
