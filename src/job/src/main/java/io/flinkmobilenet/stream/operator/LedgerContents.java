package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.stream.state.ActiveModelState;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.List;

/**
 * The complete state of a ledger, for a checkpoint.
 *
 * @param models announced models
 * @param chunks chunks of these models and of models that are not announced yet
 * @param wanted activation request with the highest epoch; null before the first
 * @param active the model that classifies; null before the first
 */
record LedgerContents(
    List<HeldModel> models,
    List<Chunk> chunks,
    ActivationRequest wanted,
    ActiveModelState active) {}
