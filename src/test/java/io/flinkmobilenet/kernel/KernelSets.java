package io.flinkmobilenet.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The kernels under test: those this JVM must offer, and vector kernels of every width. */
public final class KernelSets {
  private static final String PACKAGE = "io.flinkmobilenet.kernel.vector.";
  private static final String BITS_PROPERTY = "flinkmobilenet.vector.bits";

  private KernelSets() {}

  /** Whether this JVM was started with the Vector API, so that vector kernels must be found. */
  public static boolean vectorExpected() {
    return "vector".equals(System.getProperty("flinkmobilenet.test.expected-kernel"));
  }

  /** Vector kernels of 128, 256 and 512 bits; none if the JVM has no Vector API. */
  public static List<Kernels> everyWidth() {
    List<Kernels> widths = new ArrayList<>();
    if (vectorExpected()) {
      for (int bits = 128; bits <= 512; bits *= 2) {
        widths.add(ofWidth(bits));
      }
    }
    return widths;
  }

  /** Vector kernels, loaded again so that their constants have the values of the given width. */
  private static Kernels ofWidth(int bits) {
    System.setProperty(BITS_PROPERTY, Integer.toString(bits));
    try {
      Class<?> type = new RelinkingLoader().loadClass(PACKAGE + "VectorKernels");
      Kernels kernels = (Kernels) type.getConstructor().newInstance();
      if (!kernels.name().equals("vector-" + bits)) {
        throw new AssertionError("expected " + bits + " bits, found " + kernels.name());
      }
      return kernels;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("vector kernels of " + bits + " bits", e);
    } finally {
      System.clearProperty(BITS_PROPERTY);
    }
  }

  /** Defines the vector kernels itself and delegates all other classes to its parent. */
  private static final class RelinkingLoader extends ClassLoader {
    RelinkingLoader() {
      super(KernelSets.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
