package io.flinkmobilenet.peers.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures each kernel alone, with its weights and maps in the caches. The shapes are those of
 * MobileNetV2 1.0 at 224 × 224, each once, fused and layer by layer.
 *
 * <pre>
 * mvn -q -B -Pbench -Dbench.main=io.flinkmobilenet.peers.kernel.KernelBench -Dbench.arguments=
 * … -Dbench.arguments="-f 5 -p 'shape=112x112x16 pointwise 112x112x96'"
 * </pre>
 *
 * <p>The arguments are those of JMH. First the result of each kernel is compared with that of the
 * scalar one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class KernelBench {
  /** Name of a shape of {@link KernelShapes}. */
  @Param("")
  public String shape;

  private KernelShape.Run run;

  /** Creates the kernel and its operands. */
  @Setup
  public void prepare() {
    run = KernelShapes.named(shape).checked();
  }

  /**
   * Runs the kernel once.
   *
   * @return the memory with its output
   */
  @Benchmark
  public float[] kernel() {
    return run.once();
  }

  /** Runs all shapes or those that the arguments name. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(args);
    ChainedOptionsBuilder options =
        new OptionsBuilder().parent(given).include(KernelBench.class.getName() + ".");
    if (!given.getParameter("shape").hasValue()) {
      options.param("shape", KernelShapes.names());
    }
    new Runner(options.build()).run();
  }
}
