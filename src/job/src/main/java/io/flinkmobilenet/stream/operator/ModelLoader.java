package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.stream.state.Geometries;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Builds a model from its chunks: assembles, checks, compiles and warms it up. Stateless. */
final class ModelLoader {
  /**
   * Runs before the first image, which is then not delayed by the JVM's and the caches' first use.
   */
  private static final int WARM_UP_RUNS = 3;

  private final Kernels kernels;

  ModelLoader(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Loads the model, which takes between a fraction of a second and some seconds. */
  LoadedModel load(LoadRequest request) throws UnusableModelException {
    Manifest manifest = request.manifest();
    byte[] canonical = assemble(manifest, request.chunks());
    SharedPlans.Lease lease = lease(manifest, canonical);
    boolean ready = false;
    try {
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

  private static byte[] assemble(Manifest manifest, List<Chunk> chunks)
      throws UnusableModelException {
    long length = chunks.stream().mapToLong(chunk -> chunk.data().length).sum();
    byte[] canonical = new byte[Math.toIntExact(length)];
    int position = 0;
    for (Chunk chunk : chunks) {
      System.arraycopy(chunk.data(), 0, canonical, position, chunk.data().length);
      position += chunk.data().length;
    }
    String digest = sha256(canonical);
    if (!digest.equals(manifest.digest())) {
      throw UnusableModelException.badChunks(
          "expected digest %s of %d bytes, found %s of %d bytes"
              .formatted(manifest.digest(), manifest.bytes(), digest, length),
          null);
    }
    if (length != manifest.bytes()) {
      throw UnusableModelException.badManifest(
          "manifest says %d bytes, the artifact has %d".formatted(manifest.bytes(), length));
    }
    return canonical;
  }

  private SharedPlans.Lease lease(Manifest manifest, byte[] canonical)
      throws UnusableModelException {
    try {
      return SharedPlans.lease(manifest.digest(), canonical, kernels);
    } catch (InvalidModelException e) {
      throw UnusableModelException.badChunks(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw UnusableModelException.badChunks("cannot be compiled: " + e, e);
    }
  }

  private static Classifier warm(Plan plan) throws UnusableModelException {
    Classifier classifier = new Classifier(plan);
    byte[] black = new byte[plan.inputHeight() * plan.inputWidth() * 3];
    try {
      for (int run = 0; run < WARM_UP_RUNS; run++) {
        classifier.run(black);
      }
    } catch (ArithmeticException e) {
      throw UnusableModelException.badChunks(e.getMessage(), e);
    }
    return classifier;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
