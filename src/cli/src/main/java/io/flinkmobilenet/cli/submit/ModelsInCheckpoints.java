package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelStateForm;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many bytes of models a job writes into each checkpoint, as far as the models topic tells. A
 * savepoint from which the job continues may hold further models.
 *
 * @param config settings of the job
 * @param parallelism number of subtasks of the operator that keeps the models
 */
record ModelsInCheckpoints(JobConfig config, int parallelism) {
  /** Returns what is wrong with the form of the state; empty if nothing is, or nobody knows. */
  Optional<String> objection() {
    if (config.modelState() != ModelStateForm.BROADCAST || parallelism < 2) {
      return Optional.empty();
    }
    try {
      return objection(bytes(models().list()));
    } catch (KafkaNotReadyException e) {
      // Kafka need not be reachable from here; the job warns after its first checkpoint.
      return Optional.empty();
    }
  }

  private ModelRegistry models() {
    return ModelRegistry.of(config.kafka(), config.topics().models(), config.topics().status());
  }

  private Optional<String> objection(long bytes) {
    return config.modelState().isTooLarge(bytes, parallelism)
        ? Optional.of(
            "each checkpoint gets %d MB of models, because each of %d subtasks writes all of them; with --model-state sharded it gets %d MB"
                .formatted(bytes * parallelism >> 20, parallelism, bytes >> 20))
        : Optional.empty();
  }

  /** The models that the job keeps; two models with the same content have the same chunks. */
  private long bytes(ModelListing listing) {
    Stream<Manifest> accepted =
        listing.manifests().stream()
            .filter(manifest -> manifest.bytes() <= config.modelLimits().maxBytes())
            .filter(this::isTrusted);
    Comparator<Manifest> lastToLeave =
        Comparator.comparing((Manifest manifest) -> !listing.isRequested(manifest.key()))
            .thenComparing(Manifest.BY_AGE.reversed());
    return accepted
        .sorted(lastToLeave)
        .limit(config.modelLimits().maxModels())
        .map(manifest -> new Content(manifest.digest(), manifest.bytes()))
        .distinct()
        .mapToLong(Content::bytes)
        .sum();
  }

  private boolean isTrusted(Manifest manifest) {
    return config.trustedKeys().objection(manifest.signedBytes(), manifest.signature()).isEmpty();
  }

  private record Content(String digest, long bytes) {}
}
