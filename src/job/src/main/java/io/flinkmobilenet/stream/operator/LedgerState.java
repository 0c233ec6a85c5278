package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.stream.state.ActiveModelState;
import io.flinkmobilenet.stream.state.HeldModel;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Stores a ledger's contents in broadcast state. Every subtask has the whole state, so that the job
 * can be rescaled. The ledger works on maps of its own; the state is filled when a checkpoint is
 * taken.
 *
 * <p>In the sharded form the chunks that all subtasks have are in union list state instead, each
 * written by one subtask and restored by all of them. Both forms are read, so that a job can go
 * from one to the other. A chunk that a subtask lacks when it should write it comes after the
 * position of the models topic that the same checkpoint holds, and is read again from there.
 */
final class LedgerState {
  private static final String ONLY = "only";
  private static final String WANTED = "wanted";
  private static final String IN_FORCE = "in-force";
  private static final String SHARDS = "chunk-shards";

  private final BroadcastState<ModelKey, HeldModel> models;
  private final BroadcastState<ChunkKey, Chunk> chunks;
  private final BroadcastState<String, ActivationRequest> wanted;
  private final BroadcastState<String, ActiveModelState> active;
  private final BroadcastState<String, Deployment> deployments;
  private final BroadcastState<String, RolloutDecision> decision;
  private final Optional<ListState<Chunk>> shards;
  private final Optional<Shard> shard;

  /**
   * Creates the state.
   *
   * @param shard the chunks that this subtask writes; empty if every subtask writes all of them
   */
  LedgerState(OperatorStateStore store, Optional<Shard> shard) throws Exception {
    this.shard = shard;
    // Flink takes no checkpoint while only some subtasks of an operator with such state have ended.
    boolean sharded = shard.isPresent() || store.getRegisteredStateNames().contains(SHARDS);
    shards =
        sharded
            ? Optional.of(
                store.getUnionListState(new ListStateDescriptor<>(SHARDS, StateTypes.CHUNK)))
            : Optional.empty();
    models = state(store, "models", StateTypes.MODEL_KEY, StateTypes.HELD_MODEL);
    chunks = state(store, "chunks", StateTypes.CHUNK_KEY, StateTypes.CHUNK);
    wanted = state(store, "wanted", Types.STRING, StateTypes.ACTIVATION);
    active = state(store, "in-charge", Types.STRING, StateTypes.IN_CHARGE);
    deployments = state(store, "deployments", Types.STRING, StateTypes.DEPLOYMENT);
    decision = state(store, "decision", Types.STRING, StateTypes.DECISION);
  }

  private static <K, V> BroadcastState<K, V> state(
      OperatorStateStore store, String name, TypeInformation<K> key, TypeInformation<V> value)
      throws Exception {
    return store.getBroadcastState(new MapStateDescriptor<>(name, key, value));
  }

  LedgerContents read() throws Exception {
    Deployment requested = deployments.get(WANTED);
    List<Chunk> stored = values(chunks);
    if (shards.isPresent()) {
      shards.get().get().forEach(stored::add);
      // The ledger has the chunks now; they need no second place until the next checkpoint.
      shards.get().clear();
    }
    return new LedgerContents(
        values(models),
        stored,
        List.of(),
        requested == null ? wanted.get(ONLY) : requested,
        inForce(values(active), deployments.get(IN_FORCE)),
        decision.get(ONLY));
  }

  private static InForce inForce(List<ActiveModelState> models, Deployment deployment) {
    if (models.isEmpty()) {
      return null;
    }
    List<Manifest> manifests =
        models.stream()
            .map(ActiveModelState::manifest)
            .sorted(Comparator.comparing(Manifest::key))
            .toList();
    ActiveModelState first = models.get(0);
    return new InForce(
        deployment == null
            ? new ActivationRequest(first.manifest().key(), first.epoch())
            : deployment,
        manifests);
  }

  private static <V> List<V> values(BroadcastState<?, V> state) throws Exception {
    List<V> values = new ArrayList<>();
    for (Map.Entry<?, V> entry : state.entries()) {
      values.add(entry.getValue());
    }
    return values;
  }

  void write(LedgerContents contents) throws Exception {
    models.clear();
    for (HeldModel model : contents.models()) {
      models.put(model.manifest().key(), model);
    }
    write(contents.chunks(), contents.ownChunks());
    wanted.clear();
    active.clear();
    deployments.clear();
    decision.clear();
    if (contents.wanted() instanceof ActivationRequest activation) {
      wanted.put(ONLY, activation);
    } else if (contents.wanted() instanceof Deployment deployment) {
      deployments.put(WANTED, deployment);
    }
    if (contents.inForce() != null) {
      write(contents.inForce());
    }
    if (contents.decision() != null) {
      decision.put(ONLY, contents.decision());
    }
  }

  private void write(List<Chunk> common, List<Chunk> own) throws Exception {
    chunks.clear();
    if (shard.isEmpty()) {
      put(common);
      put(own);
    }
    if (shards.isPresent()) {
      List<Chunk> written = new ArrayList<>();
      if (shard.isPresent()) {
        written.addAll(own);
        common.stream().filter(shard.get()::has).forEach(written::add);
      }
      shards.get().update(written);
    }
  }

  private void put(List<Chunk> all) throws Exception {
    for (Chunk chunk : all) {
      chunks.put(new ChunkKey(chunk.digest(), chunk.index()), chunk);
    }
  }

  private void write(InForce inForce) throws Exception {
    ModelRequest request = inForce.request();
    if (request instanceof Deployment deployment) {
      deployments.put(IN_FORCE, deployment);
    }
    for (Manifest manifest : inForce.manifests()) {
      String key = request instanceof Deployment ? manifest.key().toString() : ONLY;
      active.put(key, new ActiveModelState(manifest, request.epoch()));
    }
  }
}
