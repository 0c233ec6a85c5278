package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.stream.state.Geometries;
import java.time.Duration;
import java.util.List;

/** Builds a model from its chunks: checks, compiles and warms it up. Stateless. */
final class ModelLoader {
  /**
   * Runs before the first image, which is then not delayed by the JVM's and the caches' first use.
   */
  private static final int WARM_UP_RUNS = 3;

  private final Kernels kernels;
  private final Duration warmUp;

  /**
   * Creates a loader.
   *
   * @param warmUp longest time for which a model runs on made-up images before it is used
   */
  ModelLoader(Kernels kernels, Duration warmUp) {
    this.kernels = kernels;
    this.warmUp = warmUp;
  }

  /** Loads the model, which takes between a fraction of a second and some seconds. */
  LoadedModel load(LoadRequest request) throws UnusableModelException {
    Manifest manifest = request.manifest();
    // The artifact stays in the chunks: nothing is copied.
    List<byte[]> canonical = request.chunks().stream().map(Chunk::data).toList();
    SharedPlans.Lease lease = lease(manifest, canonical);
    boolean ready = false;
    try {
      long length = canonical.stream().mapToLong(part -> part.length).sum();
      if (length != manifest.bytes()) {
        throw UnusableModelException.badManifest(
            "manifest says %d bytes, the artifact has %d".formatted(manifest.bytes(), length));
      }
      InputGeometry announced = Geometries.toInput(manifest.geometry());
      if (!lease.geometry().equals(announced)) {
        throw UnusableModelException.badManifest(
            "manifest says %s, the artifact %s".formatted(announced, lease.geometry()));
      }
      LoadedModel model = new LoadedModel(manifest, lease, warm(lease.plan()));
      ready = true;
      return model;
    } finally {
      if (!ready) {
        lease.close();
      }
    }
  }

  private SharedPlans.Lease lease(Manifest manifest, List<byte[]> canonical)
      throws UnusableModelException {
    try {
      return SharedPlans.lease(manifest.digest(), canonical, kernels);
    } catch (InvalidModelException e) {
      throw UnusableModelException.badChunks(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw UnusableModelException.badChunks("cannot be compiled: " + e, e);
    }
  }

  private Classifier warm(Plan plan) throws UnusableModelException {
    Classifier classifier = new Classifier(plan);
    byte[] black = new byte[plan.inputHeight() * plan.inputWidth() * 3];
    try {
      PlanWarmUps.of(plan).run(warmUp, () -> classifier.run(black));
      for (int run = 0; run < WARM_UP_RUNS; run++) {
        classifier.run(black);
      }
    } catch (ArithmeticException e) {
      throw UnusableModelException.badChunks(e.getMessage(), e);
    }
    return classifier;
  }
}
