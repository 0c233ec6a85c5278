package io.flinkmobilenet.simd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Loads vector kernels of every width into one JVM. */
public final class VectorWidths {
  private static final String BASE = "io.flinkmobilenet.";

  private VectorWidths() {}

  /** Whether this JVM was started with the Vector API, so that vector kernels must be found. */
  public static boolean expected() {
    return "vector".equals(System.getProperty("flinkmobilenet.test.expected-kernel"));
  }

  /**
   * Returns kernels of 128, 256 and 512 bits; none if the JVM has no Vector API. Those of 256 bits
   * use 16 registers, as on x86 without 512-bit vectors, the others 32, whatever CPU this is.
   *
   * @param vectorKernels name of the class, which has a public constructor without parameters
   */
  public static <T extends KernelSet> List<T> all(Class<T> type, String vectorKernels) {
    List<T> widths = new ArrayList<>();
    if (expected()) {
      for (int bits = 128; bits <= 512; bits *= 2) {
        widths.add(ofWidth(bits, type, vectorKernels));
      }
    }
    return widths;
  }

  /** Vector kernels, loaded again so that their constants have the values of the given width. */
  private static <T extends KernelSet> T ofWidth(int bits, Class<T> type, String vectorKernels) {
    System.setProperty(Lanes.BITS_PROPERTY, Integer.toString(bits));
    System.setProperty(Lanes.REGISTERS_PROPERTY, bits == 256 ? "16" : "32");
    try {
      String itsPackage = vectorKernels.substring(0, vectorKernels.lastIndexOf('.') + 1);
      Class<?> loaded = new RelinkingLoader(itsPackage).loadClass(vectorKernels);
      T kernels = type.cast(loaded.getConstructor().newInstance());
      if (!kernels.name().equals("vector-" + bits)) {
        throw new AssertionError("expected " + bits + " bits, found " + kernels.name());
      }
      return kernels;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("vector kernels of " + bits + " bits", e);
    } finally {
      System.clearProperty(Lanes.BITS_PROPERTY);
      System.clearProperty(Lanes.REGISTERS_PROPERTY);
    }
  }

  /** Defines the vector kernels and their lanes itself and delegates all other classes. */
  private static final class RelinkingLoader extends ClassLoader {
    private static final List<String> LANES = List.of(BASE + "simd.Lanes", BASE + "simd.IntLanes");

    private final String itsPackage;

    RelinkingLoader(String itsPackage) {
      super(VectorWidths.class.getClassLoader());
      this.itsPackage = itsPackage;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        boolean relinked = name.startsWith(itsPackage) || LANES.contains(name);
        return relinked ? define(name) : super.loadClass(name, resolve);
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
