package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.DigestMismatchException;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.stream.golden.GoldenCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one packed copy of a model's weights for all subtasks of a job in a TaskManager: there is
 * one static map per user-code class loader. A copy is dropped with its last lease.
 */
final class SharedPlans {
  private static final Map<Key, Entry> ENTRIES = new HashMap<>();

  private SharedPlans() {}

  /**
   * Returns the plan of a model. The subtask that comes first checks the digest and everything
   * else, and compiles; for the others nothing is computed, as only the digest decides which plan
   * they get.
   *
   * @param digest announced digest of the model
   * @param canonical canonical bytes of the model, in parts
   */
  static Lease lease(String digest, List<byte[]> canonical, Kernels kernels)
      throws InvalidModelException {
    Key key = new Key(digest, kernels.name());
    Entry entry;
    synchronized (ENTRIES) {
      entry = ENTRIES.computeIfAbsent(key, unknown -> new Entry());
      entry.leases++;
    }
    boolean compiled = false;
    try {
      entry.compile(digest, canonical, kernels);
      compiled = true;
      return new Lease(key, entry);
    } finally {
      if (!compiled) {
        release(key, entry);
      }
    }
  }

  /** Returns the number of plans. */
  static int size() {
    synchronized (ENTRIES) {
      return ENTRIES.size();
    }
  }

  private static void release(Key key, Entry entry) {
    synchronized (ENTRIES) {
      if (--entry.leases == 0) {
        ENTRIES.remove(key);
      }
    }
  }

  private record Key(String digest, String kernels) {
    // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && digest.equals(that.digest)
          && kernels.equals(that.kernels);
    }

    @Override
    public int hashCode() {
      return 31 * digest.hashCode() + kernels.hashCode();
    }
  }

  private static final class Entry {
    private int leases;
    private Plan plan;
    private List<String> labels;
    private InputGeometry geometry;
    private long weightBytes;
    private InvalidModelException refusal;

    /**
     * Compiles the plan once and checks it against the model's golden images. Other callers wait
     * meanwhile, and get the same refusal if there is one, unless the bytes are not those of the
     * digest: theirs may be.
     */
    private synchronized void compile(String digest, List<byte[]> canonical, Kernels kernels)
        throws InvalidModelException {
      if (refusal != null) {
        throw refusal;
      }
      if (plan == null) {
        try {
          ModelArtifact artifact = ModelArtifact.parse(canonical, digest);
          labels = artifact.labels();
          geometry = artifact.preprocessing().geometry();
          weightBytes = artifact.parameterBytes();
          Plan compiled = artifact.compile(kernels);
          GoldenCheck.check(artifact, compiled);
          plan = compiled;
        } catch (DigestMismatchException e) {
          throw e;
        } catch (InvalidModelException e) {
          refusal = e;
          throw e;
        }
      }
    }
  }

  /** The right to use a plan; to be closed once. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final Entry entry;

    private Lease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    Plan plan() {
      return entry.plan;
    }

    /** Returns the names of the classes, one per logit. */
    List<String> labels() {
      return entry.labels;
    }

    InputGeometry geometry() {
      return entry.geometry;
    }

    /** Returns the memory that the packed weights take, in bytes. */
    long weightBytes() {
      return entry.weightBytes + entry.plan.addedWeightBytes();
    }

    @Override
    public void close() {
      release(key, entry);
    }
  }
}
