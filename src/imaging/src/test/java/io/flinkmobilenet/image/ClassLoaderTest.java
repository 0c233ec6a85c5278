package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A job loads this package in its own class loader, and a later job loads it again in another one.
 */
class ClassLoaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void worksInEachOfTwoClassLoadersAndLeavesBothToTheCollector() throws Exception {
    WeakReference<ClassLoader> first = decodeInOwnClassLoader();
    WeakReference<ClassLoader> second = decodeInOwnClassLoader();

    assertThat(isCollected(first)).isTrue();
    assertThat(isCollected(second)).isTrue();
  }

  private static WeakReference<ClassLoader> decodeInOwnClassLoader() throws Exception {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> limits = loader.loadClass(ImageLimits.class.getName());
      Class<?> type = loader.loadClass(ImageDecoder.class.getName());
      assertThat(type).isNotSameAs(ImageDecoder.class);
      Object decoder =
          type.getConstructor(limits).newInstance(limits.getField("DEFAULT").get(null));
      for (String name :
          new String[] {"baseline-420.jpg", "rgb-8.png", "palette.gif", "lossless.webp"}) {
        Object image = type.getMethod("decode", byte[].class).invoke(decoder, Fixtures.bytes(name));
        assertThat(image.getClass().getClassLoader()).isSameAs(loader);
      }
      return new WeakReference<>(loader);
    } finally {
      Thread.currentThread().setContextClassLoader(context);
    }
  }

  private static URL[] classPath() throws IOException {
    Stream<String> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    return entries
        .filter(entry -> entry.matches(".*(slf4j-api|classes$|flink-mobilenet-).*"))
        .map(ClassLoaderTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (loader.get() != null && Instant.now().isBefore(deadline)) {
      System.gc();
    }
    return loader.get() == null;
  }
}
