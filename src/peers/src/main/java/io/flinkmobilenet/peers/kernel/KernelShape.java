package io.flinkmobilenet.peers.kernel;

import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.Random;
import java.util.function.Function;

/**
 * A kernel with one shape.
 *
 * @param name operator, inputs and outputs
 * @param inputs number of floats that it reads
 * @param outputs number of floats that it writes
 * @param kernel creates it, with the same weights each time
 */
record KernelShape(String name, int inputs, int outputs, Function<Kernels, Kernel> kernel) {
  private static final float TOLERANCE = 1e-4f;

  /** Index at which the input starts: at a cache line, as in the network's arena. */
  private static final int INPUT = 12;

  /** A kernel and its memory, which are timed. */
  record Run(Kernel kernel, float[] memory, int output, int scratch) {
    float[] once() {
      kernel.run(memory, INPUT, Kernel.NO_RESIDUAL, output, scratch);
      return memory;
    }
  }

  /**
   * The kernel that this JVM would use.
   *
   * @throws IllegalStateException if it gives another result than the scalar one
   */
  Run checked() {
    Run run = prepare(KernelProvider.select(KernelChoice.AUTO));
    Run reference = prepare(new ScalarKernels());
    run.once();
    reference.once();
    float largest = 1;
    for (int i = 0; i < outputs; i++) {
      largest = Math.max(largest, Math.abs(reference.memory[reference.output + i]));
    }
    for (int i = 0; i < outputs; i++) {
      float expected = reference.memory[reference.output + i];
      float found = run.memory[run.output + i];
      if (!(Math.abs(expected - found) <= TOLERANCE * largest)) {
        throw new IllegalStateException(
            "%s, output %d: expected %s, found %s".formatted(name, i, expected, found));
      }
    }
    return run;
  }

  private Run prepare(Kernels kernels) {
    Kernel made = kernel.apply(kernels);
    int output = INPUT + wholeLines(inputs);
    int scratch = output + wholeLines(outputs);
    float[] memory = new float[scratch + wholeLines(made.scratch())];
    Random random = new Random(inputs);
    for (int i = 0; i < inputs; i++) {
      memory[INPUT + i] = random.nextFloat();
    }
    return new Run(made, memory, output, scratch);
  }

  private static int wholeLines(int floats) {
    return Math.addExact(floats, 15) / 16 * 16;
  }
}
