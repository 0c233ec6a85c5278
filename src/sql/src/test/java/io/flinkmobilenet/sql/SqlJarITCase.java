package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the jar for Flink's {@code lib} holds, and that it needs nothing else. */
class SqlJarITCase {
  private static final Path JAR =
      Path.of(System.getProperty("flinkmobilenet.test.job-jar").replace("-job.jar", "-sql.jar"));

  private static final String FLINK =
      "(core|core-api|annotations|metrics-core|table-common|table-api-java)";

  private static List<String> names() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  @Test
  void holdsThisProjectAlone() throws Exception {
    assertThat(names())
        .contains(
            "io/flinkmobilenet/sql/MobileNetProviderFactory.class",
            "io/flinkmobilenet/kernel/vector/VectorKernels.class",
            "io/flinkmobilenet/sql/bundled/roadsigns/2/model.safetensors",
            "META-INF/services/org.apache.flink.table.factories.Factory",
            "META-INF/LICENSE",
            "META-INF/NOTICE")
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(
            name ->
                name.matches(
                    "io/flinkmobilenet/(simd|geometry|image|tensor|graph|architecture|kernel"
                        + "|network|weights|model|stream/golden|sql)/.*"));
    assertThat(Files.size(JAR)).isLessThan(8L << 20);
  }

  /** With Flink's classes and none of this project or of Jackson, as in Flink's {@code lib}. */
  @Test
  void classifiesWithoutAnyOtherLibrary() throws Exception {
    List<URL> urls = new ArrayList<>(List.of(JAR.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(".*/(flink-" + FLINK + "|slf4j-api)-[\\d.]+\\.jar")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(urls).hasSizeGreaterThan(5);
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> settings = loader.loadClass("io.flinkmobilenet.sql.EngineSettings");
      Method defaults = settings.getDeclaredMethod("of", String.class, String.class);
      defaults.setAccessible(true);
      Class<?> type = loader.loadClass("io.flinkmobilenet.sql.ImageEngine");
      assertThat(type.getClassLoader()).isSameAs(loader);
      Constructor<?> create = type.getDeclaredConstructor(settings);
      create.setAccessible(true);
      Object engine = create.newInstance(defaults.invoke(null, "bundled:roadsigns/2", null));
      Method run = type.getDeclaredMethod("run", byte[].class);
      run.setAccessible(true);
      run.invoke(engine, SqlImages.png(1, 60, 60));
      Method embedding = type.getDeclaredMethod("embedding");
      embedding.setAccessible(true);
      assertThat((float[]) embedding.invoke(engine)).hasSizeGreaterThan(100);
    }
  }
}
