package io.flinkmobilenet.kernel;

import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels for this JVM.
 *
 * <p>The Vector API is an incubator module, absent unless the JVM was started with {@value #FLAG}.
 * No class that is linked before the module is found may refer to one of its types; therefore the
 * kernels that use it are loaded by name.
 */
public final class KernelProvider {
  private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final String VECTOR_KERNELS = "io.flinkmobilenet.kernel.vector.VectorKernels";

  private KernelProvider() {}

  /**
   * Returns the kernels to use.
   *
   * @throws IllegalStateException if vector kernels are requested and cannot run; the message says
   *     what is missing
   */
  public static Kernels select(KernelChoice choice) {
    if (choice == KernelChoice.SCALAR) {
      return new ScalarKernels();
    }
    try {
      Kernels kernels = vectorKernels();
      LOG.info("Using {} kernels", kernels.name());
      return kernels;
    } catch (IllegalStateException e) {
      if (choice == KernelChoice.VECTOR) {
        throw e;
      }
      LOG.warn("Using scalar kernels, many times slower: {}", e.getMessage());
      return new ScalarKernels();
    }
  }

  private static Kernels vectorKernels() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new IllegalStateException(
          "vector kernels need module " + MODULE + "; start the JVM with " + FLAG);
    }
    if (String.valueOf(System.getProperty("java.vm.info")).contains("interpreted")) {
      throw new IllegalStateException(
          "vector kernels would be too slow in interpreter mode; start the JVM without -Xint");
    }
    try {
      Class<?> type = Class.forName(VECTOR_KERNELS, true, KernelProvider.class.getClassLoader());
      return (Kernels) type.getConstructor().newInstance();
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
