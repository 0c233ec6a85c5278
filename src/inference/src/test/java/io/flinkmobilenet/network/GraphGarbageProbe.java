package io.flinkmobilenet.network;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.architecture.AlexNet;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.GoogLeNet;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.LeNet;
import io.flinkmobilenet.architecture.MobileNetV1;
import io.flinkmobilenet.architecture.ResNet;
import io.flinkmobilenet.architecture.ResNetCifar;
import io.flinkmobilenet.architecture.ResNetV2;
import io.flinkmobilenet.architecture.ShuffleNetV2;
import io.flinkmobilenet.architecture.SqueezeNet;
import io.flinkmobilenet.architecture.Vgg;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs.Golden;
import io.flinkmobilenet.simd.KernelChoice;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the kernels' name and how many bytes all golden graphs of an RGB image and a network of
 * each architecture allocate in a run; the first argument is the choice of kernels. As {@link
 * GarbageProbe} it waits until the kernels are compiled.
 */
final class GraphGarbageProbe {
  private static final ImageClasses IMAGE = new ImageClasses(48, 48, 17);

  /** Large enough for networks that halve an image five times. */
  private static final ImageClasses LARGE = new ImageClasses(64, 64, 17);

  private static final List<Integer> NARROW = List.of(8, 12, 16, 20, 24);

  /** Wide enough for tiles of all sizes in 3×3 convolutions. */
  private static final ImageClasses WIDE = new ImageClasses(48, 128, 17);

  private static final Duration COMPILATION = Duration.ofMinutes(2);
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private GraphGarbageProbe() {}

  public static void main(String[] args) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Kernels kernels = KernelProvider.select(KernelChoice.valueOf(args[0]));
    List<Classifier> classifiers = new ArrayList<>();
    List<byte[]> images = new ArrayList<>();
    for (Graph graph : graphs()) {
      InputNormalisation normalisation = new InputNormalisation(1 / 255f, HALF, HALF);
      Plan plan =
          Plan.compile(
              graph,
              MadeUpWeights.of(graph.parameters(), 1),
              normalisation,
              Scores.SOFTMAX,
              kernels);
      classifiers.add(new Classifier(plan));
      images.add(new byte[graph.input().elements()]);
    }
    long deadline = System.nanoTime() + COMPILATION.toNanos();
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < images.size(); i++) {
        classifiers.get(i).run(images.get(i));
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 0 && System.nanoTime() < deadline);
    System.out.println(kernels.name() + " " + allocated);
  }

  private static List<Graph> graphs() throws Exception {
    List<Graph> graphs = new ArrayList<>();
    for (Golden golden : GoldenGraphs.read()) {
      if (golden.graph().input().channels() == 3) {
        graphs.add(golden.graph());
      }
    }
    List<Integer> channels = List.of(16, 32);
    List<Integer> depths = List.of(1, 1);
    for (Configuration network :
        List.of(
            new MobileNetV1.Config(IMAGE, 0.25, 8, true, 1e-3),
            new ResNet.Config(IMAGE, 16, channels, depths, false, false),
            new ResNet.Config(IMAGE, 16, List.of(64, 128), depths, true, false),
            new ResNet.Config(WIDE, 32, List.of(32), List.of(1), false, false),
            new ResNetCifar.Config(IMAGE, 1),
            new ShuffleNetV2.Config(IMAGE, List.of(24, 48, 96, 192, 64), List.of(2, 2, 2), true),
            SqueezeNet.Config.of(IMAGE),
            new SqueezeNet.Config(IMAGE, SqueezeNet.Version.V1_0, SqueezeNet.Bypass.COMPLEX),
            new AlexNet.Config(LARGE, NARROW, 40),
            new GoogLeNet.Config(IMAGE, 3),
            new LeNet.Config(IMAGE, 1, 0, true, true),
            new ResNetV2.Config(IMAGE, 16, List.of(32, 64), depths),
            new Vgg.Config(LARGE, Vgg.Column.A_LRN, false, NARROW, 40),
            new Vgg.Config(LARGE, Vgg.Column.C, true, NARROW, 40))) {
      graphs.add(network.graph());
    }
    return graphs;
  }
}
