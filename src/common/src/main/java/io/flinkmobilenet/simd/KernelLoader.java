package io.flinkmobilenet.simd;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses between vector and scalar kernels for this JVM.
 *
 * <p>The Vector API is an incubator module, absent unless the JVM was started with {@value #FLAG}.
 * No class that is linked before the module is found may refer to one of its types; therefore the
 * kernels that use it are loaded by name.
 *
 * @param <T> the kernels' interface
 * @param type the kernels' interface
 * @param vector name of the class with vector kernels, which has a public constructor without
 *     parameters
 * @param scalar creates the scalar kernels
 */
public record KernelLoader<T extends KernelSet>(
    Class<T> type, String vector, Supplier<? extends T> scalar) {
  private static final Logger LOG = LoggerFactory.getLogger(KernelLoader.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  /**
   * Returns the kernels to use.
   *
   * @throws IllegalStateException if vector kernels are requested and cannot run; the message says
   *     what is missing
   */
  public T select(KernelChoice choice) {
    if (choice == KernelChoice.SCALAR) {
      return scalar.get();
    }
    try {
      T kernels = vectorKernels();
      LOG.info("Using {} kernels", kernels.name());
      return kernels;
    } catch (IllegalStateException e) {
      if (choice == KernelChoice.VECTOR) {
        throw e;
      }
      LOG.warn("Using scalar kernels, many times slower: {}", e.getMessage());
      return scalar.get();
    }
  }

  private T vectorKernels() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new IllegalStateException(
          "vector kernels need module " + MODULE + "; start the JVM with " + FLAG);
    }
    if (String.valueOf(System.getProperty("java.vm.info")).contains("interpreted")) {
      throw new IllegalStateException(
          "vector kernels would be too slow in interpreter mode; start the JVM without -Xint");
    }
    try {
      return type.cast(
          Class.forName(vector, true, type.getClassLoader()).getConstructor().newInstance());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ExceptionInInitializerError e) {
      throw new IllegalStateException(
          "vector kernels cannot start: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("vector kernels cannot be loaded: " + e, e);
    }
  }
}
