package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.state.ActiveModelState;
import io.flinkmobilenet.stream.state.HeldModel;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Stores a ledger's contents in broadcast state. Every subtask has the whole state, so that the job
 * can be rescaled. The ledger works on maps of its own; the state is filled when a checkpoint is
 * taken.
 */
final class LedgerState {
  private static final String ONLY = "only";

  private final BroadcastState<ModelKey, HeldModel> models;
  private final BroadcastState<ChunkKey, Chunk> chunks;
  private final BroadcastState<String, ActivationRequest> wanted;
  private final BroadcastState<String, ActiveModelState> active;

  LedgerState(OperatorStateStore store) throws Exception {
    models = state(store, "models", StateTypes.MODEL_KEY, StateTypes.HELD_MODEL);
    chunks = state(store, "chunks", StateTypes.CHUNK_KEY, StateTypes.CHUNK);
    wanted = state(store, "wanted", Types.STRING, StateTypes.ACTIVATION);
    active = state(store, "in-charge", Types.STRING, StateTypes.IN_CHARGE);
  }

  private static <K, V> BroadcastState<K, V> state(
      OperatorStateStore store, String name, TypeInformation<K> key, TypeInformation<V> value)
      throws Exception {
    return store.getBroadcastState(new MapStateDescriptor<>(name, key, value));
  }

  LedgerContents read() throws Exception {
    return new LedgerContents(values(models), values(chunks), wanted.get(ONLY), active.get(ONLY));
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
    chunks.clear();
    for (Chunk chunk : contents.chunks()) {
      chunks.put(new ChunkKey(chunk.digest(), chunk.index()), chunk);
    }
    wanted.clear();
    if (contents.wanted() != null) {
      wanted.put(ONLY, contents.wanted());
    }
    active.clear();
    if (contents.active() != null) {
      active.put(ONLY, contents.active());
    }
  }
}
