package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.routing.Routed;
import io.flinkmobilenet.protocol.routing.Router;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments of every kind follow each other while images arrive and TaskManagers are lost. */
@Timeout(300)
class DeploymentChangesITCase {
  private static final List<ModelKey> MODELS =
      List.of(new ModelKey("m", "1"), new ModelKey("m", "2"), new ModelKey("m", "3"));
  private static final int CHANGES = 100;
  private static final Set<Integer> LOSSES = Set.of(30, 70);
  private static final int BATCH = 20;

  private final Random random = new Random(17);
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  /** With sharded models there are fewer changes, and checkpoints are unaligned. */
  @ParameterizedTest
  @EnumSource
  void noImageIsLostOrDoubledAndEachIsClassifiedAsItsDeploymentSays(ModelStateForm form)
      throws Exception {
    int size = 32;
    for (ModelKey model : MODELS) {
      topics.publish(model, TestModels.artifact(size, size, 10));
      size += 16;
    }
    Map<Long, ModelRequest> requests = new HashMap<>();
    JobClient job = submit(form);
    int changes = form == ModelStateForm.SHARDED ? 2 * CHANGES / 5 : CHANGES;
    for (int epoch = 1; epoch <= changes; epoch++) {
      ModelRequest request = next(epoch);
      requests.put((long) epoch, request);
      send(request);
      if (LOSSES.contains(epoch)) {
        flink.cluster().terminateTaskManager(0).get();
        flink.cluster().startTaskManager();
      }
      long expected = epoch;
      topics.statuses(
          found -> {
            boolean active = found.stream().anyMatch(status -> isActive(status, expected));
            sendImages();
            return active;
          });
    }
    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent);

    assertThat(predictions).hasSize(sent);
    assertThat(predictions).extracting(Prediction::getImageId).doesNotHaveDuplicates();
    for (Prediction prediction : predictions) {
      check(prediction, requests.get(prediction.getEpoch()));
    }
    // Most requests have classified images: they did not merely follow each other.
    assertThat(predictions.stream().map(Prediction::getEpoch).distinct().count())
        .isGreaterThan(changes / 2);
    job.cancel().get();
  }

  private JobClient submit(ModelStateForm form) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.getCheckpointConfig().enableUnalignedCheckpoints(form == ModelStateForm.SHARDED);
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=300 ms",
            "--model-state=" + form),
        environment);
    return flink.submit(environment);
  }

  private void sendImages() {
    for (int i = 0; i < BATCH; i++, sent++) {
      topics.image("i" + sent, TestPictures.event("i" + sent, sent % 7));
    }
  }

  private void send(ModelRequest request) {
    if (request instanceof Deployment deployment) {
      topics.deploy(deployment);
    } else if (request instanceof ActivationRequest activation) {
      topics.activate(activation.key(), activation.epoch());
    }
  }

  private static boolean isActive(ModelStatus status, long epoch) {
    return status.getState() == ModelState.ACTIVE
        && status.getEpoch() != null
        && status.getEpoch() == epoch;
  }

  private static void check(Prediction prediction, ModelRequest request) {
    assertThat(prediction.getDeployment()).isEqualTo(request.deploymentName().orElse(null));
    Routed routed =
        new Router(request).route(prediction.getImageId(), prediction.getSource(), Map.of());
    if (prediction.getDeployment() != null) {
      assertThat(prediction.getRoute()).isEqualTo(routed.route().name());
      assertThat(prediction.getVariant()).isEqualTo(routed.variant().name());
    }
    ModelKey answered = routed.variant().stages().get(prediction.getStage()).model();
    assertThat(prediction.getModel().getVersion()).isEqualTo(answered.version());
    List<String> shadows =
        routed.shadows().stream()
            .map(shadow -> shadow.model().version())
            .filter(version -> !version.equals(answered.version()))
            .toList();
    assertThat(prediction.getShadows())
        .extracting((ShadowPrediction shadow) -> shadow.getModel().getVersion())
        .containsExactlyElementsOf(shadows);
    assertThat(prediction.getShadows()).allMatch(shadow -> shadow.getError() == null);
  }

  private ModelRequest next(long epoch) {
    return switch (random.nextInt(6)) {
      case 0 -> new ActivationRequest(model(), epoch);
      case 1 -> deployment(epoch, halves("all"));
      case 2 -> deployment(epoch, shadowed());
      case 3 -> deployment(epoch, cascade("all", List.of()));
      case 4 ->
          deployment(
              epoch,
              cascade("cameras", List.of(new Condition(null, "cam*", true))),
              halves("rest"));
      default -> planned(epoch);
    };
  }

  private ModelKey model() {
    return MODELS.get(random.nextInt(MODELS.size()));
  }

  private Route halves(String name) {
    int share = random.nextInt(Share.WHOLE);
    List<Variant> variants =
        List.of(variant("stable", Share.WHOLE - share), variant("canary", share));
    return new Route(name, List.of(), variants, List.of(), null);
  }

  private Variant variant(String name, int share) {
    return new Variant(name, share, List.of(new CascadeStage(model(), 0, false)));
  }

  private Route shadowed() {
    List<Shadow> shadows = List.of(new Shadow(model(), random.nextInt(Share.WHOLE)));
    return new Route("all", List.of(), List.of(variant("stable", Share.WHOLE)), shadows, null);
  }

  private Route cascade(String name, List<Condition> conditions) {
    List<CascadeStage> stages = new ArrayList<>();
    for (ModelKey model : MODELS) {
      stages.add(new CascadeStage(model, random.nextFloat() / 2, random.nextBoolean()));
    }
    List<Variant> variants = List.of(new Variant("stable", Share.WHOLE, stages));
    UnknownRule unknown = new UnknownRule(random.nextFloat(), Map.of());
    return new Route(name, conditions, variants, List.of(), unknown);
  }

  private Deployment planned(long epoch) {
    List<Integer> steps = List.of(1 + random.nextInt(Share.WHOLE / 2), Share.WHOLE);
    Rollout plan = new Rollout("all", steps, 1_000_000, List.of(), 0, false);
    return new Deployment("changes", epoch, List.of(halves("all")), plan, null, null);
  }

  private static Deployment deployment(long epoch, Route... routes) {
    return new Deployment("changes", epoch, List.of(routes), null, null, null);
  }
}
