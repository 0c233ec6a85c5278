package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Builds a listing from the records of the models topic, added in the order of the topic. */
public final class ModelListingBuilder {
  private final ModelRecordReader reader = new ModelRecordReader();
  private final Map<ModelKey, Manifest> manifests = new TreeMap<>();
  private ActivationRequest activation;

  /** Adds a record; chunks and unreadable records change nothing. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    reader.read(record).ifPresent(this::add);
  }

  private void add(ModelMessage message) {
    if (message instanceof Manifest manifest) {
      manifests.merge(manifest.key(), manifest, ModelListingBuilder::standing);
    } else if (message instanceof Removal removal) {
      manifests.remove(removal.key());
    } else if (message instanceof ActivationRequest found && found.outranks(activation)) {
      activation = found;
    }
  }

  /**
   * Chooses between two manifests of one version. If they differ, the one published first stays, as
   * in the job; if they are the same, the latest copy stays.
   */
  private static Manifest standing(Manifest held, Manifest next) {
    boolean first = Manifest.BY_AGE.compare(held, next) <= 0;
    return first && !held.sameContent(next) ? held : next;
  }

  /** Returns the listing of the records added so far. */
  public ModelListing build() {
    return new ModelListing(List.copyOf(manifests.values()), Optional.ofNullable(activation));
  }
}
