package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.ModelLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ledger whose models are loaded immediately; a model is sound if its first byte is its digest.
 */
final class LedgerDriver {
  final List<ModelStatus> statuses = new ArrayList<>();
  final ModelLedger ledger;

  LedgerDriver(ModelLimits limits) {
    this(limits, TrustedKeys.NONE);
  }

  LedgerDriver(ModelLimits limits, TrustedKeys trusted) {
    ledger = new ModelLedger(limits, trusted, statuses::add);
  }

  LedgerDriver() {
    this(new ModelLimits(1 << 22, 8, 8, 1L << 30));
  }

  LedgerDriver accept(List<? extends ModelMessage> messages) {
    messages.forEach(this::accept);
    return this;
  }

  LedgerDriver accept(ModelMessage message) {
    ledger.accept(message);
    Optional<LoadRequest> next = ledger.nextLoad();
    while (next.isPresent()) {
      load(next.get());
      next = ledger.nextLoad();
    }
    return this;
  }

  private void load(LoadRequest request) {
    Chunk first = request.chunks().get(0);
    if ("%064x".formatted(first.data()[0] & 0xFF).equals(request.manifest().digest())) {
      ledger.loaded(request);
    } else {
      ledger.failed(request, "wrong digest", false);
    }
  }

  /** Returns {@code version@epoch} of the first active model. */
  String active() {
    return ledger
        .inForce()
        .map(
            serving -> serving.manifests().get(0).key().version() + "@" + serving.request().epoch())
        .orElse("none");
  }

  /** Returns {@code version STATE}, in order. */
  List<String> told() {
    return statuses.stream().map(status -> status.getVersion() + " " + status.getState()).toList();
  }

  long count(ModelState state) {
    return statuses.stream().filter(status -> status.getState() == state).count();
  }
}
