package io.flinkmobilenet.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedAction;
import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.security.auth.Subject;

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
   * The registry of the JVM. Whoever asks first makes it, and it then keeps that thread's context
   * class loader, the plugins that one sees and, before JDK 24, every class on the stack. A job's
   * class loader would never be freed.
   */
  private static IIORegistry registry() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      makeRegistryAsTheJdkAlone();
      return IIORegistry.getDefaultInstance();
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  /** Asks for the registry so that none but JDK classes are held responsible for the request. */
  @SuppressWarnings("removal") // Once this is gone, so is what it is needed for.
  private static void makeRegistryAsTheJdkAlone() {
    MethodType type = MethodType.methodType(IIORegistry.class);
    try {
      MethodHandle request =
          MethodHandles.publicLookup().findStatic(IIORegistry.class, "getDefaultInstance", type);
      PrivilegedAction<?> action =
          MethodHandleProxies.asInterfaceInstance(PrivilegedAction.class, request);
      Subject.doAsPrivileged(null, action, null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no registry of picture readers", e);
    }
  }
}
