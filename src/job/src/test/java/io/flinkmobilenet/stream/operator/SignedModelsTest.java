package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.ModelLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model protocol with trusted keys. */
class SignedModelsTest {
  private static final ModelLimits LIMITS = new ModelLimits(1 << 22, 8, 8, 1L << 30);
  private static final FakeModel ONE = FakeModel.of("1", 1, 100);
  private static final FakeModel TWO = FakeModel.of("2", 2, 200);
  private static final SigningKey PUBLISHER = SigningKey.generate();
  private static final SigningKey SUCCESSOR = SigningKey.generate();
  private static final TrustedKeys TRUSTED = trusted(PUBLISHER);

  private static TrustedKeys trusted(SigningKey... keys) {
    return new TrustedKeys(Stream.of(keys).map(SigningKey::verificationKey).toList());
  }

  private static LedgerDriver driver(TrustedKeys keys) {
    return new LedgerDriver(LIMITS, keys);
  }

  private static List<ModelMessage> signed(FakeModel model, SigningKey key) {
    List<ModelMessage> messages = model.messages();
    messages.set(0, model.manifest().sign(key));
    return messages;
  }

  /** The first model is active with epoch 1. */
  private static LedgerDriver withOneActive() {
    LedgerDriver driver = driver(TRUSTED).accept(signed(ONE, PUBLISHER));
    driver.accept(ONE.activation(1).sign(PUBLISHER));
    assertThat(driver.active()).isEqualTo("1@1");
    driver.statuses.clear();
    return driver;
  }

  @Test
  void aModelWithoutASignatureIsRefusedAndTheActiveOneStays() {
    LedgerDriver driver = withOneActive().accept(TWO.messages());
    driver.accept(TWO.activation(2).sign(PUBLISHER));
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.told()).containsExactly("2 REJECTED");
    assertThat(driver.statuses.get(0).getMessage())
        .isEqualTo(
            "not signed: expected a signature of key %s, found none"
                .formatted(PUBLISHER.verificationKey().id()));
    assertThat(driver.ledger.missing())
        .startsWith(
            "the manifest of model fake/2 (if it was dropped, publish it again); refused model fake/2: not signed");
    assertThat(driver.accept(signed(TWO, PUBLISHER)).active()).isEqualTo("2@2");
  }

  @Test
  void aModelOfAStrangerIsRefused() {
    LedgerDriver driver = withOneActive().accept(signed(TWO, SUCCESSOR));
    assertThat(driver.told()).containsExactly("2 REJECTED");
    assertThat(driver.statuses.get(0).getMessage())
        .contains(PUBLISHER.verificationKey().id(), SUCCESSOR.verificationKey().id());
    assertThat(driver.ledger.contents().models()).hasSize(1);
  }

  static Stream<Manifest> manifestsThatDifferInOneField() {
    Manifest m = TWO.manifest();
    ManifestGeometry other = ManifestGeometry.shortestEdge(40, 32, 32);
    ModelKey renamed = new ModelKey("other", "2");
    return Stream.of(
        new Manifest(renamed, m.digest(), m.bytes(), 2, m.geometry(), 200),
        new Manifest(ONE.key(), m.digest(), m.bytes(), 2, m.geometry(), 200),
        new Manifest(m.key(), ONE.digest(), m.bytes(), 2, m.geometry(), 200),
        new Manifest(m.key(), m.digest(), m.bytes() + 1, 2, m.geometry(), 200),
        new Manifest(m.key(), m.digest(), Chunk.LARGEST, 1, m.geometry(), 200),
        new Manifest(m.key(), m.digest(), m.bytes(), 2, other, 200),
        new Manifest(
            m.key(), m.digest(), m.bytes(), 2, ManifestGeometry.shortestEdge(36, 31, 32), 200),
        new Manifest(
            m.key(), m.digest(), m.bytes(), 2, ManifestGeometry.shortestEdge(36, 32, 31), 200),
        new Manifest(m.key(), m.digest(), m.bytes(), 2, m.geometry(), 201));
  }

  @ParameterizedTest
  @MethodSource("manifestsThatDifferInOneField")
  void aSignatureCoversEveryFieldOfAManifest(Manifest altered) {
    KeySignature signature = TWO.manifest().sign(PUBLISHER).signature();
    LedgerDriver driver = driver(TRUSTED).accept(altered.with(signature));
    assertThat(driver.count(ModelState.REJECTED)).isEqualTo(1);
    assertThat(driver.ledger.contents().models()).isEmpty();
    assertThat(driver.statuses.get(0).getMessage()).contains("does not match");
  }

  @Test
  void anActivationCountsOnlyIfItIsSignedAsItStands() {
    LedgerDriver driver = withOneActive().accept(signed(TWO, PUBLISHER));
    ActivationRequest genuine = TWO.activation(2).sign(PUBLISHER);
    driver
        .accept(TWO.activation(Long.MAX_VALUE))
        .accept(TWO.activation(9).sign(SUCCESSOR))
        .accept(TWO.activation(9).with(genuine.signature()))
        .accept(new ActivationRequest(new ModelKey("fake", "3"), 2, genuine.signature()));
    assertThat(driver.active()).isEqualTo("1@1");
    assertThat(driver.told())
        .containsExactly("2 RECEIVED", "2 RECEIVED", "2 RECEIVED", "2 RECEIVED", "3 REJECTED");
    assertThat(driver.statuses.get(1).getMessage())
        .startsWith("activation with epoch 9223372036854775807: not signed");
    assertThat(driver.accept(genuine).active()).isEqualTo("2@2");
  }

  @Test
  void aManifestsSignatureDoesNotPassForAnActivations() {
    KeySignature ofManifest = ONE.manifest().sign(PUBLISHER).signature();
    LedgerDriver driver = driver(TRUSTED).accept(signed(ONE, PUBLISHER));
    driver.accept(ONE.activation(1).with(ofManifest));
    assertThat(driver.active()).isEqualTo("none");
  }

  @Test
  void anOldActivationThatIsSentAgainDoesNotCount() {
    LedgerDriver driver = withOneActive().accept(signed(TWO, PUBLISHER));
    driver.accept(TWO.activation(2).sign(PUBLISHER)).accept(ONE.activation(1).sign(PUBLISHER));
    assertThat(driver.active()).isEqualTo("2@2");
  }

  @Test
  void aRefusedCopyOfTheActiveModelDoesNotMakeItSeemRejected() {
    LedgerDriver driver = withOneActive().accept(ONE.manifest());
    assertThat(driver.statuses)
        .singleElement()
        .extracting(ModelStatus::getState)
        .isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void whatIsSignedAnewOutlivesTheOldKey() {
    FakeModel again = FakeModel.of("1", 1, 300);
    for (boolean newFirst : List.of(true, false)) {
      LedgerDriver driver = driver(trusted(PUBLISHER, SUCCESSOR));
      List<ModelMessage> first = newFirst ? signed(again, SUCCESSOR) : signed(ONE, PUBLISHER);
      List<ModelMessage> second = newFirst ? signed(ONE, PUBLISHER) : signed(again, SUCCESSOR);
      driver.accept(first).accept(ONE.activation(1).sign(PUBLISHER)).accept(second);
      driver.accept(ONE.activation(2).sign(SUCCESSOR));
      assertThat(driver.active()).isEqualTo("1@2");

      LedgerDriver later = driver(trusted(SUCCESSOR));
      later.ledger.restore(driver.ledger.contents());
      later.ledger.forgetUntrusted();
      assertThat(later.active()).isEqualTo("1@2");
      assertThat(later.statuses).isEmpty();
    }
  }

  @Test
  void whatACheckpointHoldsIsForgottenWhereItIsNotTrusted() {
    LedgerDriver before = new LedgerDriver().accept(ONE.messages()).accept(ONE.activation(7));
    before.accept(signed(TWO, PUBLISHER));
    LedgerDriver after = driver(TRUSTED);
    after.ledger.restore(before.ledger.contents());
    after.ledger.forgetUntrusted();
    assertThat(after.told()).containsExactly("1 REJECTED");
    assertThat(after.ledger.contents().wanted()).isNull();
    assertThat(after.ledger.contents().inForce()).isNull();
    assertThat(after.ledger.contents().chunks())
        .extracting(Chunk::digest)
        .containsOnly(TWO.digest());
    assertThat(after.accept(TWO.activation(8).sign(PUBLISHER)).active()).isEqualTo("2@8");
  }

  @Test
  void withoutTrustedKeysASignatureMakesNoDifference() {
    LedgerDriver driver = new LedgerDriver().accept(signed(ONE, SUCCESSOR));
    assertThat(driver.accept(ONE.activation(1)).active()).isEqualTo("1@1");
  }
}
