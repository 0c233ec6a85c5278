package io.flinkmobilenet.network;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.simd.KernelChoice;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Prints the kernels' name and how many bytes a run allocates; the first argument is the choice of
 * kernels. Vectors are objects until the kernels are compiled, so the probe waits until a run
 * allocates nothing or the deadline has passed.
 */
final class GarbageProbe {
  private static final int RESOLUTION = 96;
  private static final Duration COMPILATION = Duration.ofMinutes(2);

  private GarbageProbe() {}

  public static void main(String[] args) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Plan plan = plan(KernelChoice.valueOf(args[0]));
    Classifier classifier = new Classifier(plan);
    byte[] rgb = SeededParameters.image(RESOLUTION * RESOLUTION * 3, 1);
    long deadline = System.nanoTime() + COMPILATION.toNanos();
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      classifier.run(rgb);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 0 && System.nanoTime() < deadline);
    System.out.println(plan.kernel() + " " + allocated);
  }

  private static Plan plan(KernelChoice choice) {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(0.35, RESOLUTION, 17));
    InputNormalisation normalisation =
        new InputNormalisation(
            1 / 255f, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});
    return Plan.compile(
        network, SeededParameters.of(network), normalisation, KernelProvider.select(choice));
  }
}
