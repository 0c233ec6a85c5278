package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.DeploymentRoute;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelDeployment;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.event.RolloutGuard;
import io.flinkmobilenet.event.RolloutPlan;
import io.flinkmobilenet.event.RouteVariant;
import io.flinkmobilenet.event.VariantStage;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeploymentRecordTest {
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

  private final ModelRecordReader reader = new ModelRecordReader();
  private final ModelPublication publication = new ModelPublication("models");

  private Optional<ModelMessage> read(byte[] value) {
    return reader.read(
        new ConsumerRecord<>("models", 0, 7, "deployment".getBytes(StandardCharsets.UTF_8), value));
  }

  @Test
  void deploymentsAreReadAsTheyWere() {
    for (Deployment deployment :
        List.of(
            SampleDeployments.full(12),
            SampleDeployments.full(-3).sign(SigningKey.generate()),
            SampleDeployments.of("plain", Long.MAX_VALUE, SampleDeployments.SMALL))) {
      ProducerRecord<byte[], byte[]> record = publication.deployment(deployment, AT);
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("deployment");
      assertThat(read(record.value())).contains(deployment);
    }
  }

  @Test
  void aSignatureIsOfTheDeploymentThatIsRead() throws Exception {
    SigningKey publisher = SigningKey.generate();
    byte[] value = publication.deployment(SampleDeployments.full(5).sign(publisher), AT).value();
    Deployment read = (Deployment) read(value).orElseThrow();
    assertThat(read.signature().keyId()).isEqualTo(publisher.verificationKey().id());
    assertThat(read.signedBytes()).isEqualTo(SampleDeployments.full(5).signedBytes());
  }

  @Test
  void aTombstoneSaysNothing() {
    assertThat(read(null)).isEmpty();
  }

  private String message(String name, List<DeploymentRoute> routes, RolloutPlan plan) {
    ModelDeployment body = new ModelDeployment(name, 1L, routes, plan, null, AT, null);
    byte[] value = EventCodec.of(ModelEvent.class).encode(new ModelEvent(body));
    return ((Unreadable) read(value).orElseThrow()).message();
  }

  private static DeploymentRoute route(int share, String model) {
    VariantStage stage = new VariantStage(model, "1", 0f, false);
    RouteVariant variant = new RouteVariant("stable", share, List.of(stage));
    return new DeploymentRoute("all", List.of(), List.of(variant), List.of(), null);
  }

  @Test
  void aDeploymentThatMakesNoSenseIsToldInWords() {
    List<DeploymentRoute> routes = List.of(route(Share.WHOLE, "birds"));
    assertThat(message("", routes, null))
        .isEqualTo(
            "models-0@7: deployment: expected a name of 1 to 100 of A-Z a-z 0-9 . _ -, found ''");
    assertThat(message("a", List.of(), null))
        .isEqualTo("models-0@7: routes: expected 1 to 50, found 0");
    assertThat(message("a", List.of(route(5, "birds")), null))
        .isEqualTo(
            "models-0@7: shares of the variants of route all: expected a sum of 100 %, found 0.0005 %");
    assertThat(message("a", List.of(route(Share.WHOLE, "a b")), null))
        .startsWith("models-0@7: model name: expected 1 to 100 of A-Z a-z 0-9 . _ -");
    RolloutPlan plan = new RolloutPlan("other", List.of(1), 1L, List.of(), 0, false);
    assertThat(message("a", routes, plan))
        .isEqualTo("models-0@7: plan: expected the name of a route, found 'other'");
    RolloutGuard guard =
        new RolloutGuard(GuardMeasure.ERROR, Double.NaN, false, 1L, 0.9, 0.0, "truth");
    assertThat(
            message("a", routes, new RolloutPlan("all", List.of(1), 1L, List.of(guard), 0, false)))
        .isEqualTo("models-0@7: limit of guard ERROR: expected 0.0 to 1.0, found NaN");
  }

  @Test
  void decisionsAreReadAsTheyWere() {
    ModelDecision decision =
        new ModelDecision("berlin", 12L, 3L, RolloutAction.ROLL_BACK, -1, 0, "no", List.of(), AT);
    assertThat(new String(DecisionRecord.key(decision), StandardCharsets.UTF_8))
        .isEqualTo("berlin/12/3");
    assertThat(decision(EventCodec.of(ModelDecision.class).encode(decision)))
        .contains(new RolloutDecision(12, 3, Rollout.ROLLED_BACK, true));
    assertThat(decision(null)).isEmpty();
    assertThat(decision(new byte[] {1, 2}))
        .contains(
            new Unreadable(
                "",
                "",
                "",
                "model-decisions-0@7: ModelDecision: expected Avro's single-object marker C3 01,"
                    + " found 01 02"));
  }

  @Test
  void onlyARollbackAndTheLastStepEndARollout() {
    for (RolloutAction action : RolloutAction.values()) {
      ModelDecision decision =
          new ModelDecision("berlin", 12L, 3L, action, 0, 0, "", List.of(), AT);
      assertThat(DecisionRecord.of(decision).complete())
          .as("%s", action)
          .isEqualTo(action == RolloutAction.ROLL_BACK || action == RolloutAction.COMPLETE);
    }
  }

  private static Optional<ModelMessage> decision(byte[] value) {
    return new DecisionRecord()
        .read(new ConsumerRecord<>("model-decisions", 0, 7, new byte[0], value));
  }
}
