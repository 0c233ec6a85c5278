package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLedgerTest {
  private static final FakeModel ONE = FakeModel.of("1", 1, 100);
  private static final FakeModel TWO = FakeModel.of("2", 2, 200);

  private static List<ModelMessage> both() {
    List<ModelMessage> messages = ONE.messages();
    messages.add(ONE.activation(1));
    messages.addAll(TWO.messages());
    messages.add(TWO.activation(2));
    return messages;
  }

  @Test
  void aModelInAnyOrderOfItsMessagesTakesCharge() {
    List<ModelMessage> messages = ONE.messages();
    messages.add(ONE.activation(1));
    for (List<ModelMessage> order : permutations(messages)) {
      LedgerDriver driver = new LedgerDriver().accept(order);
      assertThat(driver.active()).as("%s", order).isEqualTo("1@1");
      assertThat(driver.told()).containsExactly("1 RECEIVED", "1 ACTIVE");
    }
  }

  private static List<List<ModelMessage>> permutations(List<ModelMessage> messages) {
    if (messages.isEmpty()) {
      return List.of(List.of());
    }
    List<List<ModelMessage>> all = new ArrayList<>();
    for (ModelMessage first : messages) {
      List<ModelMessage> rest = new ArrayList<>(messages);
      rest.remove(first);
      for (List<ModelMessage> tail : permutations(rest)) {
        List<ModelMessage> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void ofTwoModelsInAnyOrderTheOneWithTheHighestEpochIsActiveInTheEnd(long seed) {
    List<ModelMessage> messages = both();
    messages.addAll(both());
    Collections.shuffle(messages, new Random(seed));
    LedgerDriver driver = new LedgerDriver().accept(messages);
    assertThat(driver.active()).isEqualTo("2@2");
    driver.statuses.removeIf(status -> status.getMessage().contains("is ignored"));
    assertThat(driver.count(ModelState.RECEIVED)).isEqualTo(2);
    assertThat(driver.count(ModelState.REJECTED)).isZero();
  }

  @Test
  void messagesThatComeAgainChangeNothing() {
    LedgerDriver driver = new LedgerDriver().accept(both());
    List<String> told = driver.told();
    LedgerContents contents = driver.ledger.contents();
    driver.accept(both());
    assertThat(driver.told()).isEqualTo(told);
    assertThat(driver.ledger.contents()).isEqualTo(contents);
  }

  @Test
  void anOlderEpochAfterANewerOneIsIgnored() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(TWO.messages());
    driver.accept(TWO.activation(2)).accept(ONE.activation(1));
    assertThat(driver.active()).isEqualTo("2@2");
  }

  /**
   * The topic was deleted and created again: the status must say why an activation has no effect.
   */
  @Test
  void anIgnoredActivationIsReportedOnceWithBothEpochs() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(TWO.messages());
    driver.accept(TWO.activation(5));
    driver.statuses.clear();
    driver.accept(ONE.activation(1)).accept(ONE.activation(1)).accept(TWO.activation(5));
    assertThat(driver.told()).containsExactly("1 RECEIVED");
    assertThat(driver.statuses.get(0).getMessage())
        .isEqualTo(
            "activation with epoch 1: it is ignored: the activation of model fake/2 with epoch 5"
                + " counts; send it again with a higher epoch");
    assertThat(driver.statuses.get(0).getEpoch()).isEqualTo(5);

    driver.accept(ONE.activation(5)).accept(new ActivationRequest(new ModelKey("fake", "1a"), 5));
    assertThat(driver.told()).containsExactly("1 RECEIVED", "1 RECEIVED", "1a REJECTED");
    driver.accept(ONE.activation(6));
    assertThat(driver.active()).isEqualTo("1@6");
  }

  @Test
  void eachStatusSaysWhichEpochCounts() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages());
    assertThat(driver.statuses.get(0).getEpoch()).isNull();
    driver.accept(ONE.activation(4)).accept(ONE.activation(7)).accept(TWO.messages());
    assertThat(driver.statuses)
        .extracting(status -> status.getEpoch())
        .containsExactly(null, 4L, 7L, 7L);
    LedgerDriver restored = new LedgerDriver();
    restored.ledger.restore(driver.ledger.contents());
    restored.accept(new Removal(TWO.manifest().key()));
    assertThat(restored.statuses.get(0).getEpoch()).isEqualTo(7);
  }

  @Test
  void ofOneEpochTheHigherNameCounts() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(TWO.messages());
    assertThat(driver.accept(ONE.activation(1)).accept(TWO.activation(1)).active())
        .isEqualTo("2@1");
    LedgerDriver other = new LedgerDriver().accept(ONE.messages()).accept(TWO.messages());
    assertThat(other.accept(TWO.activation(1)).accept(ONE.activation(1)).active()).isEqualTo("2@1");
  }

  @Test
  void theActiveModelStaysUntilTheNextIsComplete() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(1));
    driver.accept(TWO.activation(2)).accept(TWO.manifest()).accept(TWO.chunk(1));
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.ledger.missing()).isEqualTo("1 of 2 chunks of model fake/2");
    assertThat(driver.accept(TWO.chunk(0)).active()).isEqualTo("2@2");
    assertThat(driver.told())
        .containsExactly("1 RECEIVED", "1 ACTIVE", "2 RECEIVED", "2 ACTIVE", "1 RETIRED");
  }

  @Test
  void aModelActivatedAgainTakesTheNewEpochAndGoesOn() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(1));
    assertThat(driver.accept(ONE.activation(5)).active()).isEqualTo("1@5");
    assertThat(driver.told()).containsExactly("1 RECEIVED", "1 ACTIVE", "1 ACTIVE");
  }

  @Test
  void aWrongDigestIsRejectedAndPublishingAgainMendsIt() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(1));
    Chunk broken = new Chunk(TWO.digest(), 0, FakeModel.of("2", 9, 0).chunk(0).data());
    driver.accept(TWO.activation(2)).accept(TWO.manifest()).accept(broken).accept(TWO.chunk(1));
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.told()).endsWith("2 REJECTED");
    assertThat(driver.accept(TWO.messages()).active()).isEqualTo("2@2");
  }

  @Test
  void aBrokenChunkIsMendedByALaterOneBeforeTheModelIsComplete() {
    Chunk broken = new Chunk(ONE.digest(), 0, TWO.chunk(0).data());
    LedgerDriver driver = new LedgerDriver().accept(broken).accept(ONE.messages());
    assertThat(driver.accept(ONE.activation(1)).active()).isEqualTo("1@1");
    assertThat(driver.count(ModelState.REJECTED)).isZero();
  }

  @Test
  void ofTwoContentsOfAVersionTheOnePublishedFirstStaysWhateverTheOrder() {
    FakeModel later = FakeModel.of("1", 3, 300);
    LedgerDriver inOrder = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(1));
    inOrder.accept(later.messages());
    LedgerDriver reversed = new LedgerDriver().accept(later.messages()).accept(ONE.activation(1));
    reversed.accept(ONE.messages());
    for (LedgerDriver driver : List.of(inOrder, reversed)) {
      assertThat(driver.active()).isEqualTo("1@1");
      assertThat(driver.ledger.inForce().get().manifests().get(0)).isEqualTo(ONE.manifest());
      assertThat(driver.statuses)
          .filteredOn(status -> status.getState() == ModelState.REJECTED)
          .extracting(status -> status.getDigest())
          .containsExactly(later.digest());
    }
  }

  @Test
  void aManifestThatLiesAboutSoundChunksGoesAndHarmsNobody() {
    LedgerDriver driver = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(1));
    Manifest liar =
        new Manifest(
            new ModelKey("liar", "1"),
            ONE.digest(),
            5,
            1,
            ManifestGeometry.shortestEdge(36, 32, 32),
            1);
    driver.ledger.accept(liar);
    LoadRequest request = driver.ledger.nextLoad().orElseThrow();
    driver.ledger.failed(request, "expected 5 bytes", true);
    assertThat(driver.ledger.nextLoad()).isEmpty();
    assertThat(driver.ledger.activeLoads()).isPresent();
  }

  @Test
  void aManifestThatLiesLeavesTheChunksToTheOneThatDoesNot() {
    LedgerDriver driver = new LedgerDriver();
    Manifest liar =
        new Manifest(
            new ModelKey("liar", "1"),
            ONE.digest(),
            5,
            1,
            ManifestGeometry.shortestEdge(36, 32, 32),
            1);
    driver.ledger.accept(new ActivationRequest(liar.key(), 1));
    driver.ledger.accept(liar);
    ONE.messages().forEach(driver.ledger::accept);
    LoadRequest request = driver.ledger.nextLoad().orElseThrow();
    assertThat(request.manifest()).isEqualTo(liar);
    driver.ledger.failed(request, "manifest says 5 bytes", true);
    assertThat(driver.accept(ONE.activation(2)).active()).isEqualTo("1@2");
  }

  @Test
  void whatWasCheckedIsKeptWhateverComesMeanwhile() {
    LedgerDriver driver = new LedgerDriver();
    ONE.messages().forEach(driver.ledger::accept);
    LoadRequest request = driver.ledger.nextLoad().orElseThrow();
    driver.ledger.accept(new Chunk(ONE.digest(), 0, TWO.chunk(0).data()));
    driver.ledger.loaded(request);
    assertThat(driver.ledger.contents().chunks()).containsExactlyElementsOf(request.chunks());
  }

  @Test
  void aVersionPublishedTwiceIsAsOldAsTheFirstTime() {
    FakeModel again = FakeModel.of("1", 1, 300);
    FakeModel other = FakeModel.of("1", 3, 200);
    LedgerDriver driver = new LedgerDriver().accept(ONE.activation(1));
    driver.accept(again.messages()).accept(ONE.messages()).accept(other.messages());
    assertThat(driver.ledger.inForce().get().manifests().get(0).digest()).isEqualTo(ONE.digest());
    assertThat(driver.statuses)
        .filteredOn(status -> status.getState() == ModelState.REJECTED)
        .extracting(status -> status.getDigest())
        .containsExactly(other.digest());
  }

  @Test
  void subtasksDropTheSameModelHoweverFarTheirSwapIs() {
    List<List<ModelKey>> kept = new ArrayList<>();
    for (boolean swapped : List.of(true, false)) {
      LedgerDriver driver = new LedgerDriver(new ModelLimits(1 << 22, 2, 8, 1L << 30));
      driver.accept(ONE.messages()).accept(ONE.activation(1)).accept(TWO.messages());
      driver.ledger.accept(TWO.activation(2));
      LoadRequest swap = driver.ledger.wantedLoad().orElseThrow();
      if (swapped) {
        driver.ledger.loaded(swap);
      }
      driver.ledger.accept(FakeModel.of("3", 3, 300).manifest());
      assertThat(driver.active()).isEqualTo(swapped ? "2@2" : "1@1");
      assertThat(driver.ledger.activeLoads()).isPresent();
      kept.add(
          driver.ledger.contents().models().stream().map(model -> model.manifest().key()).toList());
    }
    assertThat(kept.get(0)).isEqualTo(kept.get(1));
  }

  @Test
  void aDroppedActiveModelCanBeActivatedAgain() {
    LedgerDriver driver = new LedgerDriver(new ModelLimits(1 << 22, 2, 8, 1L << 30));
    driver.accept(ONE.messages()).accept(ONE.activation(1)).accept(TWO.activation(2));
    driver
        .accept(FakeModel.of("3", 3, 300).messages())
        .accept(FakeModel.of("4", 4, 400).messages());
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.accept(ONE.activation(3)).active()).isEqualTo("1@3");
    assertThat(driver.ledger.activeLoads()).isPresent();
  }

  @Test
  void tooLongAModelIsRejected() {
    LedgerDriver driver =
        new LedgerDriver(new ModelLimits(1000, 8, 8, 1L << 30)).accept(ONE.messages());
    assertThat(driver.told()).containsExactly("1 REJECTED");
    assertThat(driver.statuses.get(0).getMessage())
        .isEqualTo("expected at most 1000 bytes (--max-model-bytes), found 524298");
  }

  @Test
  void beyondTheLimitTheOldestModelThatIsNotNeededGoes() {
    LedgerDriver driver = new LedgerDriver(new ModelLimits(1 << 22, 2, 8, 1L << 30));
    driver.accept(ONE.messages()).accept(ONE.activation(1)).accept(TWO.messages());
    driver.accept(FakeModel.of("3", 3, 300).messages());
    assertThat(driver.told()).endsWith("2 RETIRED", "3 RECEIVED");
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.ledger.contents().models())
        .extracting(model -> model.manifest().key().version())
        .containsExactly("1", "3");
    assertThat(driver.ledger.contents().chunks()).hasSize(4);
  }

  @Test
  void chunksWithoutAManifestAreBounded() {
    LedgerDriver driver = new LedgerDriver(new ModelLimits(2 * Chunk.LARGEST, 8, 8, 1L << 30));
    for (int content = 1; content <= 5; content++) {
      driver.accept(FakeModel.of("x", content, 0).chunk(0));
    }
    assertThat(driver.ledger.contents().chunks())
        .extracting(Chunk::digest)
        .containsExactly(FakeModel.of("x", 4, 0).digest(), FakeModel.of("x", 5, 0).digest());
  }

  @Test
  void manySmallChunksWithoutAManifestAreBounded() {
    LedgerDriver driver = new LedgerDriver(new ModelLimits(1 << 20, 8, 8, 1L << 30));
    for (int digest = 0; digest < 1000; digest++) {
      driver.ledger.accept(new Chunk("%064x".formatted(digest), 0, new byte[1]));
    }
    assertThat(driver.ledger.contents().chunks()).hasSizeLessThan(100);
  }

  @Test
  void chunksBeyondTheEndOfAnArtifactAreNotKept() {
    Chunk beyond = new Chunk(ONE.digest(), 7, new byte[10]);
    LedgerDriver driver = new LedgerDriver().accept(beyond).accept(ONE.manifest()).accept(beyond);
    assertThat(driver.ledger.contents().chunks()).isEmpty();
  }

  @Test
  void aWithdrawnModelClassifiesWhileItIsActive() {
    LedgerDriver driver = new LedgerDriver().accept(both()).accept(new Removal(TWO.key()));
    assertThat(driver.active()).isEqualTo("2@2");
    assertThat(driver.ledger.activeLoads()).isPresent();
    driver.accept(ONE.activation(3));
    assertThat(driver.active()).isEqualTo("1@3");
    assertThat(driver.ledger.contents().chunks()).hasSize(2);
  }

  @Test
  void anUnreadableRecordIsReportedAndChangesNothing() {
    LedgerDriver driver = new LedgerDriver().accept(both());
    driver.accept(new Unreadable("fake", "3", "", "models-0@7: no event"));
    assertThat(driver.told()).endsWith("3 REJECTED");
    assertThat(driver.active()).isEqualTo("2@2");
  }

  @Test
  void theStatusOfAModelFitsIntoARecord() {
    LedgerDriver driver = new LedgerDriver();
    String quoted = "tensor ".repeat(1 << 18);
    driver.accept(new Unreadable("fake", "3", "", quoted));
    driver.ledger.failed(new LoadRequest(ONE.manifest(), List.of()), quoted, false);
    assertThat(driver.statuses)
        .hasSize(2)
        .allSatisfy(status -> assertThat(status.getMessage()).hasSize(2001).endsWith("…"));
  }

  @Test
  void whatWasKeptIsWhatIsRestored() {
    LedgerDriver driver =
        new LedgerDriver().accept(both()).accept(FakeModel.of("3", 3, 9).chunk(1));
    LedgerDriver restored = new LedgerDriver();
    restored.ledger.restore(driver.ledger.contents());
    assertThat(restored.ledger.contents())
        .usingRecursiveComparison()
        .isEqualTo(driver.ledger.contents());
    assertThat(restored.ledger.contents().models()).allMatch(HeldModel::sound);
    assertThat(restored.ledger.nextLoad()).isEmpty();
    assertThat(restored.active()).isEqualTo("2@2");
  }
}
