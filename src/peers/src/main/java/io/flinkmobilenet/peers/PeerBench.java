package io.flinkmobilenet.peers;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Runs the network and its peers alternately, image by image, so that other load on the machine
 * affects all of them equally. First it compares their logits. The first argument is the number of
 * measured rounds, the second a folder with a model whose input is in [-1, 1]; without it the
 * weights are generated.
 */
public final class PeerBench {
  /** Time until HotSpot has compiled everything finally. */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private static final int RGB = 3;
  private static final double TOLERANCE = 1e-3;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private PeerBench() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1, 224, 1000));
    Function<String, Tensor> parameters = MadeUpWeights.of(network);
    if (args.length > 1) {
      ModelArtifact model = ModelDirectory.read(Path.of(args[1]));
      network = MobileNetV2.network((MobileNetV2.Config) model.config());
      parameters = model.weights()::tensor;
    }
    List<Peer> peers = peers(network, parameters);
    try {
      compare(peers);
      long warm = System.nanoTime() + WARM_UP.toNanos();
      while (System.nanoTime() < warm) {
        measure(peers, 1);
      }
      report(peers, measure(peers, rounds), rounds);
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  static PairedTimes measure(List<Peer> peers, int rounds) throws Exception {
    PairedTimes times = new PairedTimes(peers.size(), rounds);
    for (int round = 0; round < rounds; round++) {
      for (int peer = 0; peer < peers.size(); peer++) {
        long start = System.nanoTime();
        peers.get(peer).run();
        times.set(peer, round, System.nanoTime() - start);
      }
    }
    return times;
  }

  private static List<Peer> peers(Network network, Function<String, Tensor> parameters)
      throws Exception {
    int height = network.input().height();
    int width = network.input().width();
    byte[] rgb = new byte[height * width * RGB];
    new Random(1).nextBytes(rgb);
    float[] rows = new float[rgb.length];
    float[] planes = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      rows[i] = (rgb[i] & 0xFF) / 127.5f - 1;
      planes[i % RGB * height * width + i / RGB] = rows[i];
    }
    Plan plan =
        Plan.compile(
            network,
            parameters,
            new InputNormalisation(1 / 255f, HALF, HALF),
            KernelProvider.select(KernelChoice.AUTO));
    List<Peer> peers = new ArrayList<>();
    peers.add(new OwnPeer(plan, rgb));
    peers.add(
        new TfLitePeer(
            TfLiteGraph.of(network.graph(), parameters, Plan.LOGITS), rows, plan.classes()));
    peers.add(new OnnxPeer(OnnxFile.of(network, parameters), planes, height, width));
    return peers;
  }

  /** Checks that all give the same logits, relative to the largest one. */
  static void compare(List<Peer> peers) throws Exception {
    float[] own = peers.get(0).run().clone();
    double largest = 1;
    for (float logit : own) {
      largest = Math.max(largest, Math.abs(logit));
    }
    for (Peer peer : peers) {
      float[] other = peer.run();
      double difference = 0;
      for (int i = 0; i < own.length; i++) {
        difference = Math.max(difference, Math.abs(own[i] - other[i]) / largest);
      }
      System.out.printf(Locale.ROOT, "%-32s differs by %.1e%n", peer.name(), difference);
      if (!(difference <= TOLERANCE)) {
        throw new IllegalStateException(peer.name() + " runs another network");
      }
    }
  }

  static void report(List<Peer> peers, PairedTimes times, int rounds) {
    System.out.printf(
        Locale.ROOT,
        "Java %s, one thread each, %d rounds in turn%n%-32s %9s %9s %22s%n",
        Runtime.version(),
        rounds,
        "",
        "median ms",
        "min ms",
        "ours / this, median");
    for (int peer = 0; peer < peers.size(); peer++) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %9.3f %9.3f %22.3f%n",
          peers.get(peer).name(),
          times.median(peer) / 1e6,
          times.min(peer) / 1e6,
          times.medianRatio(0, peer));
    }
  }
}
