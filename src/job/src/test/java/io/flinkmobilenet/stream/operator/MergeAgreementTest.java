package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.Geometries;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decode and Classify must agree on the models, whatever the order of the messages. */
class MergeAgreementTest {
  private static final int MESSAGES = 60;
  private static final List<ModelKey> KEYS =
      List.of(new ModelKey("birds", "1"), new ModelKey("birds", "2"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void decodePreparesForTheModelThatClassifyIsToActivate(long seed) throws Exception {
    LedgerDriver classify = new LedgerDriver();
    ImageRecord image = TestRecords.image(TestPictures.event("id", 1));
    MapBroadcastState<ModelKey, Manifest> manifests = new MapBroadcastState<>();
    MapBroadcastState<String, ActivationRequest> activation = new MapBroadcastState<>();
    MapBroadcastState<String, Deployment> deployment = new MapBroadcastState<>();
    for (ModelMessage message : messages(new Random(seed))) {
      classify.ledger.accept(message);
      TargetSizes.accept(message, TrustedKeys.NONE, manifests, activation, deployment);

      LedgerContents held = classify.ledger.contents();
      RequestedSizes sizes = new RequestedSizes();
      sizes.note(TargetSizes.requested(activation, deployment, TrustedKeys.NONE), 0);
      assertThat(sizes.of(image, manifests::get, 0))
          .containsExactlyInAnyOrderElementsOf(
              held.models().stream()
                  .map(model -> model.manifest())
                  .filter(manifest -> held.wanted() != null)
                  .filter(manifest -> held.wanted().models().contains(manifest.key()))
                  .map(manifest -> Geometries.toInput(manifest.geometry()))
                  .collect(Collectors.toSet()));
    }
  }

  private static List<ModelMessage> messages(Random random) {
    List<ModelMessage> messages = new ArrayList<>();
    while (messages.size() < MESSAGES) {
      ModelKey key = KEYS.get(random.nextInt(KEYS.size()));
      int kind = random.nextInt(10);
      if (kind == 0) {
        messages.add(new Removal(key));
      } else if (kind < 4) {
        long epoch = 1 + random.nextInt(20);
        messages.add(random.nextBoolean() ? new ActivationRequest(key, epoch) : cascade(epoch));
      } else {
        messages.add(manifest(key, 1 + random.nextInt(3), random.nextInt(1000)));
      }
    }
    return messages;
  }

  /** Returns a deployment in which every image may see both models. */
  private static Deployment cascade(long epoch) {
    List<CascadeStage> stages = KEYS.stream().map(key -> new CascadeStage(key, 1, false)).toList();
    Variant variant = new Variant("stable", Share.WHOLE, stages);
    Route route = new Route("all", List.of(), List.of(variant), List.of(), null);
    return new Deployment("both", epoch, List.of(route), null, null, null);
  }

  /** Returns a manifest whose geometry tells its content. */
  private static Manifest manifest(ModelKey key, int content, long publishedAt) {
    return new Manifest(
        key,
        "%064x".formatted(content),
        Chunk.LARGEST,
        1,
        ManifestGeometry.shortestEdge(40, 30 + content, 32),
        publishedAt);
  }
}
