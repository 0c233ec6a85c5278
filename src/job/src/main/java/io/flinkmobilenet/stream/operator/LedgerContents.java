package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.List;

/**
 * The complete state of a ledger, for a checkpoint.
 *
 * @param models announced models
 * @param chunks chunks of these models and of models that are not announced yet, which all subtasks
 *     have
 * @param ownChunks chunks that other subtasks may not have: those that came ahead of the stream of
 *     messages, and those of models that are in force but no longer announced
 * @param wanted request with the highest epoch; null before the first
 * @param inForce the request that classifies; null before the first
 * @param decision latest decision about a plan; null before the first
 */
record LedgerContents(
    List<HeldModel> models,
    List<Chunk> chunks,
    List<Chunk> ownChunks,
    ModelRequest wanted,
    InForce inForce,
    RolloutDecision decision) {}
