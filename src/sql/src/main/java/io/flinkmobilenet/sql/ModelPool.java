package io.flinkmobilenet.sql;

import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.stream.golden.GoldenCheck;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one packed copy of a model's weights for all queries of a TaskManager: the jar is in
 * Flink's {@code lib}, whose classes exist once. A copy is dropped with its last lease.
 */
final class ModelPool {
  private static final Map<String, Entry> ENTRIES = new HashMap<>();

  private ModelPool() {}

  /**
   * Returns a model, compiled and checked unless another subtask has already done so. A model with
   * a known digest is not even read again.
   *
   * @throws InvalidModelException if it is none, or not the one with the digest
   * @throws IOException if it cannot be read
   */
  static Lease lease(EngineSettings settings) throws InvalidModelException, IOException {
    Kernels kernels = KernelProvider.select(settings.kernel());
    ModelArtifact read = settings.digest() == null ? ModelLocation.read(settings.model()) : null;
    String digest = read == null ? settings.digest() : read.digest();
    String key = digest + " " + kernels.name();
    Entry entry;
    synchronized (ENTRIES) {
      entry = ENTRIES.computeIfAbsent(key, unknown -> new Entry());
      entry.leases++;
    }
    boolean compiled = false;
    try {
      entry.compile(read, settings, kernels);
      compiled = true;
      return new Lease(key, entry);
    } finally {
      if (!compiled) {
        release(key, entry);
      }
    }
  }

  /** Returns the number of models. */
  static int size() {
    synchronized (ENTRIES) {
      return ENTRIES.size();
    }
  }

  private static void release(String key, Entry entry) {
    synchronized (ENTRIES) {
      if (--entry.leases == 0) {
        ENTRIES.remove(key);
      }
    }
  }

  private static final class Entry {
    private int leases;
    private ModelArtifact artifact;
    private Plan plan;

    private synchronized void compile(ModelArtifact read, EngineSettings settings, Kernels kernels)
        throws InvalidModelException, IOException {
      if (plan != null) {
        return;
      }
      ModelArtifact model = read == null ? ModelLocation.read(settings.model()) : read;
      if (settings.digest() != null && !settings.digest().equals(model.digest())) {
        throw new InvalidModelException(
            "model %s: expected digest %s, found %s"
                .formatted(settings.model(), settings.digest(), model.digest()));
      }
      Plan compiled = model.compile(kernels);
      GoldenCheck.check(model, compiled);
      artifact = model;
      plan = compiled;
    }
  }

  /** The right to use a model; to be closed once. */
  static final class Lease implements AutoCloseable {
    private final String key;
    private final Entry entry;

    private Lease(String key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    Plan plan() {
      return entry.plan;
    }

    ModelArtifact model() {
      return entry.artifact;
    }

    @Override
    public void close() {
      release(key, entry);
    }
  }
}
