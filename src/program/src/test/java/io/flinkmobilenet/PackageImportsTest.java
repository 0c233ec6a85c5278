package io.flinkmobilenet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package-info states what its package imports: neither more nor less. */
class PackageImportsTest {
  private static final String BASE = "io.flinkmobilenet.";
  private static final Pattern STATEMENT =
      Pattern.compile("May import, besides the JDK: ([^;]*?)\\.( |$)");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([a-z][\\w.]*?)\\.[A-Z].*;");
  private static final Pattern REFERENCE = Pattern.compile("what \\{@code ([\\w.]+)} may import");
  private static final Pattern CODE = Pattern.compile("\\{@code ([\\w.]+)}");

  /** Libraries by the first word with which a package-info names them. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("Avro", "org.apache.avro"),
          Map.entry("Commons", "org.apache.commons.statistics"),
          Map.entry("DJL", "ai.djl"),
          Map.entry("Flink", "org.apache.flink"),
          Map.entry("FlatBuffers", "com.google.flatbuffers"),
          Map.entry("ONNX", "ai.onnxruntime"),
          Map.entry("TensorFlow", "org.bytedeco"),
          Map.entry("Jackson", "com.fasterxml.jackson"),
          Map.entry("jhdf", "io.jhdf"),
          Map.entry("Jetty", "org.eclipse.jetty"),
          Map.entry("JMH", "org.openjdk.jmh"),
          Map.entry("Kafka", "org.apache.kafka"),
          Map.entry("Log4j", "org.apache.logging.log4j"),
          Map.entry("Protobuf", "com.google.protobuf"),
          Map.entry("SLF4J", "org.slf4j"),
          Map.entry("picocli", "picocli"),
          Map.entry("progressbar", "me.tongfei.progressbar"));

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .filter(file -> file.toString().replace('\\', '/').contains("main/java/"))
          .sorted()
          .toList();
    }
  }

  @Test
  void findsThePackages() throws IOException {
    assertThat(packages()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void statesItsImports(Path info) throws IOException {
    String name = name(info);
    List<String> stated = stated(info);
    boolean room = referred().contains(name);
    Set<String> imported = imported(info.getParent(), room ? Integer.MAX_VALUE : 1);
    imported.removeIf(found -> found.equals(name) || room && isWithin(found, name));
    assertThat(imported)
        .as("imports of %s, which states %s", name, stated)
        .allMatch(found -> stated.stream().anyMatch(allowed -> isWithin(found, allowed)));
    if (!REFERENCE.matcher(statement(info)).matches()) {
      assertThat(stated)
          .as("stated by %s, which imports %s", name, imported)
          .allMatch(allowed -> imported.stream().anyMatch(found -> isWithin(found, allowed)));
    }
  }

  private static boolean isWithin(String name, String allowed) {
    return name.equals(allowed) || name.startsWith(allowed + ".");
  }

  /** The packages that may be imported; those below them are included. */
  private static List<String> stated(Path info) throws IOException {
    String statement = statement(info);
    Matcher reference = REFERENCE.matcher(statement);
    if (reference.matches()) {
      String name = BASE + reference.group(1);
      Path other =
          packages().stream().filter(it -> name(it).equals(name)).findFirst().orElseThrow();
      return Stream.concat(Stream.of(name), stated(other).stream()).toList();
    }
    return statement.equals("nothing")
        ? List.of()
        : Arrays.stream(statement.split(", (and )?| and (?=[^ ]+$)"))
            .map(PackageImportsTest::packageOf)
            .toList();
  }

  private static String packageOf(String item) {
    Matcher code = CODE.matcher(item);
    if (code.find()) {
      String name = code.group(1);
      return name.startsWith("com.") || name.startsWith("jdk.") ? name : BASE + name;
    }
    String library = item.split("\\W")[0];
    assertThat(LIBRARIES).as(item).containsKey(library);
    return LIBRARIES.get(library);
  }

  private static String statement(Path info) throws IOException {
    String text = Files.readString(info).replaceAll("\\s*\\n \\*/?\\s*", " ");
    Matcher statement = STATEMENT.matcher(text);
    assertThat(statement.find()).as("%s: 'May import, besides the JDK: …'", info).isTrue();
    return statement.group(1);
  }

  private static String name(Path info) {
    String folder = info.getParent().toString().replace('\\', '/');
    return folder.substring(folder.indexOf("main/java/") + "main/java/".length()).replace('/', '.');
  }

  /** The packages whose statement holds for packages below them too. */
  private static Set<String> referred() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path info : packages()) {
      Matcher reference = REFERENCE.matcher(statement(info));
      if (reference.matches()) {
        names.add(BASE + reference.group(1));
      }
    }
    return names;
  }

  private static Set<String> imported(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> IMPORT.matcher(read(file)).results())
          .map(found -> found.group(1))
          .filter(name -> !name.matches("javax?\\..*"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
