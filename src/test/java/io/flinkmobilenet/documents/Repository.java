package io.flinkmobilenet.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
