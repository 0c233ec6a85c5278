package io.flinkmobilenet.peers;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MobileNetV1;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.architecture.ResNet;
import io.flinkmobilenet.architecture.SqueezeNet;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.PeakProbe;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs networks of every architecture at 224 pixels beside ONNX Runtime, image by image, on one
 * thread each, with seeded weights. The first argument is the number of measured rounds, the others
 * are names of networks; without any all of them run. First it compares the logits.
 */
public final class ArchitectureBench {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int EDGE = 224;
  private static final int RGB = 3;
  private static final int PEAK_ROUNDS = 1 << 21;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};
  private static final ImageClasses IMAGE = new ImageClasses(EDGE, EDGE, 1000);

  private static final Map<String, Configuration> NETWORKS =
      new TreeMap<>(
          Map.of(
              "mobilenet-v1",
              new MobileNetV1.Config(IMAGE, 1, 8, true, 1e-3),
              "mobilenet-v2",
              MobileNetV2.Config.of(1, EDGE, 1000),
              "resnet-18",
              basic(List.of(2, 2, 2, 2)),
              "resnet-34",
              basic(List.of(3, 4, 6, 3)),
              "resnet-50",
              new ResNet.Config(
                  IMAGE, 64, List.of(256, 512, 1024, 2048), List.of(3, 4, 6, 3), true, false),
              "squeezenet-1.1",
              SqueezeNet.Config.of(IMAGE)));

  private ArchitectureBench() {}

  private static ResNet.Config basic(List<Integer> depths) {
    return new ResNet.Config(IMAGE, 64, List.of(64, 128, 256, 512), depths, false, false);
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    List<String> names = List.of(args).subList(Math.min(1, args.length), args.length);
    for (String name : names.isEmpty() ? NETWORKS.keySet() : names) {
      run(name, NETWORKS.get(name).graph(), rounds);
    }
  }

  private static void run(String name, Graph graph, int rounds) throws Exception {
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), 1);
    byte[] rgb = new byte[EDGE * EDGE * RGB];
    new Random(1).nextBytes(rgb);
    float[] planes = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      planes[i % RGB * EDGE * EDGE + i / RGB] = (rgb[i] & 0xFF) / 127.5f - 1;
    }
    Kernels kernels = KernelProvider.select(KernelChoice.AUTO);
    InputNormalisation normalisation = new InputNormalisation(1 / 255f, HALF, HALF);
    Plan plan = Plan.compile(graph, parameters, normalisation, Scores.SOFTMAX, kernels);
    System.out.printf(Locale.ROOT, "%n%s, %,d multiply-adds%n", name, graph.multiplyAdds());
    plan.explain().stream().filter(line -> line.startsWith("scalar")).forEach(System.out::println);
    try (Peer own = new OwnPeer(plan, rgb);
        Peer onnx = new OnnxPeer(OnnxGraph.of(graph, parameters), planes, EDGE, EDGE)) {
      List<Peer> peers = List.of(own, onnx);
      PeerBench.compare(peers);
      long warm = System.nanoTime() + WARM_UP.toNanos();
      while (System.nanoTime() < warm) {
        PeerBench.measure(peers, 1);
      }
      PairedTimes times = PeerBench.measure(peers, rounds);
      PeerBench.report(peers, times, rounds);
      double rate = graph.multiplyAdds() / times.median(0);
      System.out.printf(
          Locale.ROOT,
          "%.1f of %.1f billion multiply-adds per second: %.0f %% of the peak%n",
          rate,
          peak(kernels),
          100 * rate / peak(kernels));
    }
  }

  /** Billions of multiply-adds per second that a core reaches; the best of several runs. */
  private static double peak(Kernels kernels) {
    PeakProbe probe = kernels.peak();
    float[] memory = new float[PeakProbe.MEMORY];
    double best = 0;
    for (int i = 0; i < 20; i++) {
      long before = System.nanoTime();
      long done = probe.run(memory, PEAK_ROUNDS);
      best = Math.max(best, (double) done / (System.nanoTime() - before));
    }
    return best;
  }
}
