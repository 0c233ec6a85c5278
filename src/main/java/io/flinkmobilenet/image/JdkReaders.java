package io.flinkmobilenet.image;

import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The JDK's own picture readers. They are not exported, so the registry of the JVM is the only way
 * to them; nothing is ever registered there.
 */
final class JdkReaders {
  private JdkReaders() {}

  /** The JDK's provider of readers for a format, such as {@code png}. */
  static ImageReaderSpi find(String format) {
    Iterator<ImageReaderSpi> providers = registry().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      boolean fromJdk = provider.getClass().getModule() == ImageReaderSpi.class.getModule();
      if (fromJdk && provider.getFormatNames()[0].equalsIgnoreCase(format)) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK has no reader for " + format);
  }

  /**
   * The registry of the JVM. Whoever asks first makes it, and it then keeps the thread's context
   * class loader and all plugins that one sees; a Flink job's would never be freed. So the first
   * one to ask shall be a thread that sees only the JDK.
   */
  private static IIORegistry registry() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return IIORegistry.getDefaultInstance();
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
