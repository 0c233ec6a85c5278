package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.ModelLimits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fuzzes the model protocol with messages of the models topic in any order, damaged ones among
 * them, as {@link ProtocolScript} reads them from the input. After each message the ledger is
 * within its limits; after the first activation there is always an active model, whose epoch never
 * falls; the ledger is the same after storing and restoring it; in the end a sound model with a
 * higher epoch becomes active.
 */
public final class ModelProtocolTarget implements FuzzTarget {
  private static final ModelLimits LIMITS = new ModelLimits(4 << 20, 3, 8, 1L << 30);

  /** Limit: chunks without a manifest, each counted as 16 KiB, and the chunks of all manifests. */
  private static final int MOST_CHUNKS = (4 << 20) / (16 << 10) + 2 + 4 * ProtocolScript.CHUNKS;

  private static final int MOST_LOADS = 20;

  @Override
  public String run(byte[] input) {
    ProtocolScript script = new ProtocolScript(input);
    Session session = new Session();
    while (script.hasNext()) {
      if (script.nextIsRestart()) {
        session.restart();
      } else {
        script.next().ifPresent(session::accept);
      }
    }
    String outcome = session.describe();
    for (ModelMessage message : script.last()) {
      session.accept(message);
    }
    String active =
        session
            .ledger
            .inForce()
            .map(serving -> serving.manifests().get(0).key().version())
            .orElse("none");
    if (!active.equals(ProtocolScript.LAST)) {
      throw new AssertionError("expected the last model to be active, found " + active);
    }
    return outcome;
  }

  /** A ledger whose models are loaded immediately, and the invariants to check. */
  private static final class Session {
    private ModelLedger ledger = ledger();
    private int statuses;
    private long epoch = Long.MIN_VALUE;
    private int loads;

    private ModelLedger ledger() {
      return new ModelLedger(LIMITS, TrustedKeys.NONE, status -> statuses++);
    }

    void accept(ModelMessage message) {
      ledger.accept(message);
      loads = 0;
      for (Optional<LoadRequest> next = ledger.nextLoad();
          next.isPresent();
          next = ledger.nextLoad()) {
        load(next.get());
      }
      check();
    }

    private void load(LoadRequest request) {
      if (++loads > MOST_LOADS) {
        throw new AssertionError("endless loading: " + request.manifest());
      }
      byte[] first = request.chunks().get(0).data();
      if (!ProtocolScript.digest(first[0]).equals(request.manifest().digest())) {
        ledger.failed(request, "wrong digest", false);
      } else if (request.manifest().geometry().width() != ProtocolScript.EDGE) {
        ledger.failed(request, "wrong geometry", true);
      } else {
        ledger.loaded(request);
      }
    }

    private void check() {
      LedgerContents contents = ledger.contents();
      if (contents.models().size() > LIMITS.maxModels()) {
        throw new AssertionError("more models than the limit: " + contents.models());
      }
      int chunks = contents.chunks().size() + contents.ownChunks().size();
      if (chunks > MOST_CHUNKS) {
        throw new AssertionError("too many chunks, " + chunks);
      }
      InForce active = contents.inForce();
      if (epoch != Long.MIN_VALUE && active == null) {
        throw new AssertionError("no model is active any more");
      }
      if (active != null) {
        if (active.request().epoch() < epoch) {
          throw new AssertionError("epoch fell from " + epoch + " to " + active.request().epoch());
        }
        epoch = active.request().epoch();
      }
    }

    void restart() {
      LedgerContents before = ledger.contents();
      ledger = ledger();
      ledger.restore(before);
      LedgerContents after = ledger.contents();
      if (!after.models().equals(before.models())
          || !bytes(after.chunks()).equals(bytes(before.chunks()))
          || !Objects.equals(after.wanted(), before.wanted())
          || !Objects.equals(after.inForce(), before.inForce())) {
        throw new AssertionError(
            "expected the same after a restore, " + before + ", found " + after);
      }
    }

    /** Chunks in a form whose equality compares all of their content. */
    private static Map<ChunkKey, ByteBuffer> bytes(List<Chunk> chunks) {
      return chunks.stream()
          .collect(
              Collectors.toMap(
                  chunk -> new ChunkKey(chunk.digest(), chunk.index()),
                  chunk -> ByteBuffer.wrap(chunk.data())));
    }

    String describe() {
      LedgerContents contents = ledger.contents();
      return "%d models, %s, %s; %s"
          .formatted(
              contents.models().size(),
              contents.wanted() == null ? "none wanted" : "one wanted",
              contents.inForce() == null ? "none active" : "one active",
              statuses == 0 ? "nothing said" : "statuses");
    }
  }

  /** Limit: several objects per message, and a look at its neighbours for each. */
  @Override
  public long mayAllocate(byte[] input) {
    return (1 << 20) + (32L << 10) * input.length;
  }

  @Override
  public int longest() {
    return 512;
  }

  @Override
  public List<byte[]> seeds() {
    return ProtocolScript.seeds();
  }
}
