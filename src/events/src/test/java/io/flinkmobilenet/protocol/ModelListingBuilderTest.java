package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ModelListingBuilderTest {
  private static final ModelKey FIRST = new ModelKey("birds", "1");
  private static final ModelKey SECOND = new ModelKey("birds", "2");
  private static final Instant NOW = Instant.ofEpochMilli(1_000);

  private final ModelPublication publication = new ModelPublication("models");
  private final ModelListingBuilder builder = new ModelListingBuilder();
  private final ModelContent model = MadeUpContent.of(1);
  private final ModelContent other = MadeUpContent.of(2);

  @Test
  void hasEveryModelOnceAndTheActivationOfTheHighestEpoch() {
    publish(SECOND, model, NOW);
    publish(FIRST, model, NOW);
    activate(SECOND, 4);
    activate(FIRST, 3);

    assertThat(builder.build().manifests())
        .extracting(Manifest::key)
        .containsExactly(FIRST, SECOND);
    assertThat(builder.build().request()).contains(new ActivationRequest(SECOND, 4));
  }

  @Test
  void ofTwoModelsOfOneNameKeepsTheOnePublishedFirst() {
    publish(FIRST, model, NOW);
    publish(FIRST, other, NOW.plusSeconds(1));

    assertThat(builder.build().manifests())
        .extracting(Manifest::digest)
        .containsExactly(model.digest());
  }

  @Test
  void ofOneModelPublishedTwiceKeepsTheLatestCopy() {
    publish(FIRST, model, NOW);
    publish(FIRST, model, NOW.plusSeconds(1));

    assertThat(builder.build().manifests())
        .extracting(Manifest::publishedAt)
        .containsExactly(NOW.plusSeconds(1).toEpochMilli());
  }

  /** Otherwise the listing would show another content than the one that the job holds. */
  @Test
  void aLaterCopyDoesNotMakeTheVersionYoungerInAnyOrder() {
    Manifest first = model.announce(FIRST, NOW);
    Manifest between = other.announce(FIRST, NOW.plusSeconds(1));
    Manifest copy = model.announce(FIRST, NOW.plusSeconds(2));
    for (List<Manifest> order : Permutations.of(List.of(first, between, copy))) {
      ModelListingBuilder listing = new ModelListingBuilder();
      order.forEach(listing::add);
      assertThat(listing.build().manifests())
          .as("%s", order)
          .containsExactly(order.indexOf(first) > order.indexOf(copy) ? first : copy);
    }
  }

  @Test
  void dropsRemovedModelsAndPassesOverWhatIsUnreadable() {
    publish(FIRST, model, NOW);
    publish(SECOND, model, NOW);
    add(publication.removal(FIRST));
    builder.add(record("manifest/birds/3".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}));

    assertThat(builder.build().manifests()).extracting(Manifest::key).containsExactly(SECOND);
    assertThat(builder.build().request()).isEmpty();
  }

  private void publish(ModelKey key, ModelContent content, Instant at) {
    List<ProducerRecord<byte[], byte[]>> records =
        publication.model(content.announce(key, at), content).toList();
    records.forEach(this::add);
  }

  private void activate(ModelKey key, long epoch) {
    add(publication.activation(new ActivationRequest(key, epoch), NOW));
  }

  private void add(ProducerRecord<byte[], byte[]> record) {
    builder.add(record(record.key(), record.value()));
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ConsumerRecord<>("models", 0, 0, key, value);
  }
}
