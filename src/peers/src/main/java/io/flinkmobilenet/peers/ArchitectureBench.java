package io.flinkmobilenet.peers;

import io.flinkmobilenet.architecture.Architectures;
import io.flinkmobilenet.architecture.PublishedNetwork;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Runs published networks beside ONNX Runtime and, where it has their operators, TensorFlow Lite:
 * image by image, on one thread each, with seeded weights. The first argument is the number of
 * measured rounds; the others are names that {@code model architectures} lists, where only letters
 * and digits count ({@code vgg-16}), or the name of an SVG file, which gets a chart. Without names
 * those of {@link #USUAL} run. First it compares the logits.
 */
public final class ArchitectureBench {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int RGB = 3;
  private static final int PEAK_ROUNDS = 1 << 21;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  /** The networks of the table in the documents. */
  private static final List<String> USUAL =
      List.of(
          "DenseNet-121",
          "EfficientNet-B0",
          "GoogLeNet",
          "Inception V3",
          "MobileNetV1 1.0/224",
          "MobileNetV2 1.0/224",
          "MobileNetV3 large",
          "ResNet-18",
          "ResNet-34",
          "ResNet-50",
          "ShuffleNetV2 1.0",
          "SqueezeNet 1.1");

  private ArchitectureBench() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    List<String> names = new ArrayList<>();
    Optional<Path> chart = Optional.empty();
    for (String argument : List.of(args).subList(Math.min(1, args.length), args.length)) {
      if (argument.endsWith(".svg")) {
        chart = Optional.of(Path.of(argument));
      } else {
        names.add(argument);
      }
    }
    List<PeerChart.Bars> results = new ArrayList<>();
    for (String name : names.isEmpty() ? USUAL : names) {
      PublishedNetwork network = published(name);
      results.add(run(network.name(), network.configuration().graph(), rounds));
    }
    if (chart.isPresent()) {
      Files.writeString(chart.get(), new PeerChart(results).svg());
    }
  }

  private static PublishedNetwork published(String name) {
    return Architectures.names().stream()
        .flatMap(type -> Architectures.named(type).orElseThrow().publication().stream())
        .flatMap(publication -> publication.networks().stream())
        .filter(network -> simplified(network.name()).equals(simplified(name)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no published network " + name));
  }

  private static String simplified(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static PeerChart.Bars run(String name, Graph graph, int rounds) throws Exception {
    Function<String, Tensor> parameters = MadeUpWeights.of(graph.parameters(), 1);
    int height = graph.input().height();
    int width = graph.input().width();
    byte[] rgb = new byte[height * width * RGB];
    new Random(1).nextBytes(rgb);
    float[] pixels = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      pixels[i] = (rgb[i] & 0xFF) / 127.5f - 1;
    }
    float[] planes = GoldenGraph.planes(pixels, graph.input());
    Kernels kernels = KernelProvider.select(KernelChoice.AUTO);
    InputNormalisation normalisation = new InputNormalisation(1 / 255f, HALF, HALF);
    Plan plan = Plan.compile(graph, parameters, normalisation, Scores.SOFTMAX, kernels);
    System.out.printf(Locale.ROOT, "%n%s, %,d multiply-adds%n", name, graph.multiplyAdds());
    plan.explain().stream().filter(line -> line.startsWith("scalar")).forEach(System.out::println);
    List<Peer> peers = new ArrayList<>(List.of(new OwnPeer(plan, rgb)));
    try {
      tensorFlowLite(graph, parameters, pixels).ifPresent(peers::add);
      peers.add(new OnnxPeer(OnnxGraph.of(graph, parameters), planes, height, width));
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
      return PeerChart.Bars.of(name, peers, times);
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  private static Optional<Peer> tensorFlowLite(
      Graph graph, Function<String, Tensor> parameters, float[] pixels) {
    try {
      byte[] model = TfLiteGraph.of(graph, parameters, Plan.LOGITS);
      int classes = graph.output(Plan.LOGITS).elements();
      return Optional.of(new TfLitePeer(model, pixels, classes));
    } catch (UnsupportedOperationException e) {
      System.out.println("not run on TensorFlow Lite: " + e.getMessage());
      return Optional.empty();
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
