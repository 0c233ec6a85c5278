package io.flinkmobilenet.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.signing.KeySignature;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Deployments, decisions and observations, byte for byte. */
class DeploymentFormatTest {
  private static final ModelKey OLD = new ModelKey("a", "1");
  private static final ModelKey NEW = new ModelKey("a", "2");
  private static final Variant WHOLE = new Variant("s", 1_000_000, List.of(stage(OLD)));

  /** A deployment with nothing that may be missing. */
  static final Deployment PLAIN =
      new Deployment(
          "d",
          5,
          List.of(new Route("r", List.of(), List.of(WHOLE), List.of(), null)),
          null,
          null,
          null);

  /** A deployment with everything that there can be. */
  static final Deployment DEPLOYMENT =
      new Deployment(
          "d",
          6,
          List.of(
              new Route(
                  "q",
                  List.of(new Condition(null, "cam*", true), new Condition("k", "v", false)),
                  List.of(
                      new Variant("s", 900_000, List.of(stage(OLD))),
                      new Variant(
                          "c", 100_000, List.of(new CascadeStage(OLD, 0.5f, true), stage(NEW)))),
                  List.of(new Shadow(NEW, 250_000)),
                  new UnknownRule(0.25f, Map.of("cat", 0.75f))),
              new Route("r", List.of(), List.of(WHOLE), List.of(), null)),
          new Rollout(
              "q",
              List.of(10_000, 1_000_000),
              400,
              List.of(
                  new Guard(GuardMeasure.SLOW, 0.01, false, 50, 0.99, 20, null),
                  new Guard(GuardMeasure.ERROR, 0.02, true, 60, 0.9, 0, "label")),
              1,
              true),
          new FormerDeployment(
              "o", List.of(new Route("r", List.of(), List.of(WHOLE), List.of(), null))),
          new KeySignature("0123456789abcdef", new byte[KeySignature.BYTES]));

  /** A judge in the middle of a rollout. */
  static final JudgeState JUDGE =
      new JudgeState(
          new RolloutProgress(
              new StepTally(
                  5,
                  2,
                  new Tally(9, new long[] {8, 0}, new long[] {1, 0}),
                  new Tally(3, new long[] {2}, new long[] {2})),
              4,
              false,
              true),
          List.of(PLAIN),
          List.of(StepTally.empty(6, 1)),
          List.of(new RolloutDecision(5, 4, 2, false)));

  private static CascadeStage stage(ModelKey model) {
    return new CascadeStage(model, 0, false);
  }

  @Test
  void aPlainDeploymentLiesAsItAlwaysDid() throws Exception {
    assertThat(hex(StateTypes.MODEL_MESSAGE, PLAIN))
        .isEqualTo(
            "06"
                + "00000001"
                + "64"
                + "0000000000000005"
                + "00000001"
                + "00000001"
                + "72"
                + "00000000"
                + "00000001"
                + "00000001"
                + "73"
                + "000f4240"
                + "00000001"
                + "00000001"
                + "61"
                + "00000001"
                + "31"
                + "00000000"
                + "00"
                + "00000000"
                + "00"
                + "00"
                + "00"
                + "ffffffff");
  }

  @Test
  void aWholeDeploymentLiesAsItAlwaysDid() throws Exception {
    String plainRoute =
        "00000001"
            + "72"
            + "00000000"
            + "00000001"
            + "00000001"
            + "73"
            + "000f4240"
            + "00000001"
            + "00000001"
            + "61"
            + "00000001"
            + "31"
            + "00000000"
            + "00"
            + "00000000"
            + "00";
    String conditions =
        "00000002"
            + "ffffffff"
            + "00000004"
            + "63616d2a"
            + "01"
            + "00000001"
            + "6b"
            + "00000001"
            + "76"
            + "00";
    String variants =
        "00000002"
            + "00000001"
            + "73"
            + "000dbba0"
            + "00000001"
            + "00000001"
            + "61"
            + "00000001"
            + "31"
            + "00000000"
            + "00"
            + "00000001"
            + "63"
            + "000186a0"
            + "00000002"
            + "00000001"
            + "61"
            + "00000001"
            + "31"
            + "3f000000"
            + "01"
            + "00000001"
            + "61"
            + "00000001"
            + "32"
            + "00000000"
            + "00";
    String shadows = "00000001" + "00000001" + "61" + "00000001" + "32" + "0003d090";
    String unknown = "01" + "3e800000" + "00000001" + "00000003" + "636174" + "3f400000";
    String guards =
        "00000002"
            + "00000004"
            + "534c4f57"
            + "3f847ae147ae147b"
            + "00"
            + "0000000000000032"
            + "3fefae147ae147ae"
            + "4034000000000000"
            + "ffffffff"
            + "00000005"
            + "4552524f52"
            + "3f947ae147ae147b"
            + "01"
            + "000000000000003c"
            + "3feccccccccccccd"
            + "0000000000000000"
            + "00000005"
            + "6c6162656c";
    String plan =
        "01"
            + "00000001"
            + "71"
            + "00000002"
            + "00002710"
            + "000f4240"
            + "0000000000000190"
            + guards
            + "00000001"
            + "01";
    assertThat(hex(StateTypes.MODEL_MESSAGE, DEPLOYMENT))
        .isEqualTo(
            "06"
                + "00000001"
                + "64"
                + "0000000000000006"
                + "00000002"
                + "00000001"
                + "71"
                + conditions
                + variants
                + shadows
                + unknown
                + plainRoute
                + plan
                + "01"
                + "00000001"
                + "6f"
                + "00000001"
                + plainRoute
                + "00000010"
                + "30313233343536373839616263646566"
                + "00000040"
                + "00".repeat(64));
  }

  @Test
  void aDecisionLiesAsItAlwaysDid() throws Exception {
    assertThat(hex(StateTypes.MODEL_MESSAGE, new RolloutDecision(7, 3, -1, true)))
        .isEqualTo("07" + "0000000000000007" + "0000000000000003" + "ffffffff" + "01");
  }

  @Test
  void anObservationLiesAsItAlwaysDid() throws Exception {
    assertThat(hex(StateTypes.OBSERVATION, new Observation(7, 2, true, 31, 1 << 19)))
        .isEqualTo("0000000000000007" + "00000002" + "01" + "0000001f" + "00080000");
  }

  @Test
  void theStateOfTheJudgeLiesAsItAlwaysDid() throws Exception {
    String deployment = hex(StateTypes.MODEL_MESSAGE, PLAIN).substring(2);
    assertThat(hex(StateTypes.JUDGE, JUDGE))
        .isEqualTo(
            "01"
                + "0000000000000005"
                + "00000002"
                + "0000000000000009"
                + "02"
                + "0000000000000008"
                + "0000000000000001"
                + "0000000000000000"
                + "0000000000000000"
                + "0000000000000003"
                + "01"
                + "0000000000000002"
                + "0000000000000002"
                + "0000000000000004"
                + "00"
                + "01"
                + "00000001"
                + deployment
                + "00000001"
                + "0000000000000006"
                + "00000001"
                + "0000000000000000"
                + "00"
                + "0000000000000000"
                + "00"
                + "00000001"
                + "0000000000000005"
                + "0000000000000004"
                + "00000002"
                + "00");
  }

  @Test
  void aMessageOfAnUnknownKindIsRefusedInWords() {
    assertThatThrownBy(
            () ->
                StateTypes.MODEL_MESSAGE
                    .createSerializer(new SerializerConfigImpl())
                    .deserialize(new DataInputDeserializer(new byte[] {4, 8})))
        .isInstanceOf(IOException.class)
        .hasMessage("model message: expected a kind of 1 to 7, found 8");
  }

  /** Leaves out the first byte, the version, which changes with any part of a format. */
  private static <T> String hex(TypeInformation<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    type.createSerializer(new SerializerConfigImpl()).serialize(value, out);
    return HexFormat.of().formatHex(out.getSharedBuffer(), 1, out.length());
  }
}
