package io.flinkmobilenet.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the repository consists of. */
final class Repository {
  private static final List<String> FOLDERS = List.of("src", "deploy", "schemas");

  private static final List<Path> FILES = list();

  private Repository() {}

  private static List<Path> list() {
    return FOLDERS.stream().flatMap(Repository::below).toList();
  }

  private static Stream<Path> below(String folder) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> !file.toString().matches("src/[^/]+/target/.*"))
          .filter(Files::isRegularFile)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file or folder of main sources at a path below {@code io/flinkmobilenet}; empty if no
   * module has it.
   */
  static Optional<Path> source(String path) {
    return sourceRoots().stream().map(root -> root.resolve(path)).filter(Files::exists).findFirst();
  }

  /** The folder {@code io/flinkmobilenet} in the main sources of each module. */
  static List<Path> sourceRoots() {
    try (Stream<Path> modules = Files.list(Path.of("src"))) {
      return modules
          .map(module -> module.resolve("src/main/java/io/flinkmobilenet"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the build: the parent's file and those of the modules. */
  static String build() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(Path.of("pom.xml")));
    for (Path file : named("pom.xml")) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  /** The files with this name, in whatever folder. */
  static List<Path> named(String name) {
    return FILES.stream().filter(file -> file.getFileName().toString().equals(name)).toList();
  }

  /** Whether a file's path ends with this relative path. */
  static boolean holds(String path) {
    return FILES.stream().anyMatch(file -> file.endsWith(path));
  }

  /** Whether there is a source folder for this package or class, given with dots. */
  static boolean holdsJava(String name) {
    String path = name.replace('.', '/');
    return FILES.stream().anyMatch(it -> it.endsWith(path + ".java") || hasFolder(it, path));
  }

  private static boolean hasFolder(Path file, String folder) {
    return file.toString().endsWith(".java") && file.getParent().endsWith(folder);
  }

  /** Whether this word occurs in one of the files. */
  static boolean mentions(String word, List<Path> files) throws IOException {
    for (Path file : files) {
      if (Files.readString(file).matches("(?s).*\\b" + word + "\\b.*")) {
        return true;
      }
    }
    return false;
  }
}
