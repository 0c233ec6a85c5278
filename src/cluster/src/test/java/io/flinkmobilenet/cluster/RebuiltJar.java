package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** A rebuilt job jar: the same classes in another file, as if built a day later. */
final class RebuiltJar {
  private RebuiltJar() {}

  /**
   * Copies the jar with other times and one more entry, so that Flink creates a new class loader.
   */
  static Path of(Path jar) throws IOException {
    Path copy = Files.createTempFile("rebuilt", ".jar");
    copy.toFile().deleteOnExit();
    try (JarFile from = new JarFile(jar.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy))) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        to.putNextEntry(new JarEntry(entry.getName()));
        to.write(from.getInputStream(entry).readAllBytes());
        to.closeEntry();
      }
      to.putNextEntry(new JarEntry("META-INF/rebuilt"));
      to.write(Instant.now().toString().getBytes());
      to.closeEntry();
    }
    return copy;
  }
}
