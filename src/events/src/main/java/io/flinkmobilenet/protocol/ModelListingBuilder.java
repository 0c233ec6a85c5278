package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Builds a listing from the records of the models topic, added in the order of the topic. */
public final class ModelListingBuilder {
  private final ModelRecordReader reader = new ModelRecordReader();

  /** The earliest copies, as in the job: their age decides which content of a version counts. */
  private final Map<ModelKey, Manifest> manifests = new TreeMap<>();

  /** Of the same contents, the copies that compaction keeps. */
  private final Map<ModelKey, Manifest> latest = new TreeMap<>();

  private ModelRequest request;

  /** Adds a record; chunks and unreadable records change nothing. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    reader.read(record).ifPresent(this::add);
  }

  void add(ModelMessage message) {
    if (message instanceof Manifest manifest) {
      Manifest counts = manifests.merge(manifest.key(), manifest, MergeRule.EARLIEST_COPY::merge);
      if (counts.sameContent(manifest)) {
        latest.put(manifest.key(), manifest);
      }
    } else if (message instanceof Removal removal) {
      manifests.remove(removal.key());
      latest.remove(removal.key());
    } else if (message instanceof ModelRequest next) {
      request = MergeRule.mergeRequests(request, next);
    }
  }

  /** Returns the listing of the records added so far. */
  public ModelListing build() {
    return new ModelListing(List.copyOf(latest.values()), Optional.ofNullable(request));
  }
}
