package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.ActiveModelState;
import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.List;

/**
 * All that a ledger knows, to be kept in a checkpoint.
 *
 * @param models announced
 * @param chunks of these models and of ones still to be announced
 * @param wanted the activation with the highest epoch; null before the first
 * @param active the model that classifies; null before the first
 */
record LedgerContents(
    List<HeldModel> models,
    List<Chunk> chunks,
    ActivationRequest wanted,
    ActiveModelState active) {}
