package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.routing.Routed;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/** Classifies one image as the request in force says: by a variant's cascade, and its shadows. */
final class ImageClassification {
  /** The classes that a margin needs. */
  private static final int BEST_AND_SECOND = 2;

  private final ClassifySettings settings;
  private final ImagePreparation preparation;
  private final Micros inference = new Micros();
  private final AnswerReuse reuse;

  /**
   * Creates a classification.
   *
   * @param reuse answers that images may repeat; null if every image is classified
   */
  ImageClassification(ClassifySettings settings, AnswerReuse reuse) {
    this.settings = settings;
    this.reuse = reuse;
    this.preparation = new ImagePreparation(settings.imageLimits(), settings.decode());
  }

  /** Registers the metrics about images that are decoded and classified here. */
  void register(MetricGroup group) {
    preparation.register(group);
    inference.register(group, "inferenceMicros");
  }

  Outcome classify(PreparedImage image, ActiveDeployment deployment) {
    ImageRecord record = image.record();
    Routed routed = null;
    try {
      ImagePreparation.requireUsable(record);
      routed = deployment.router().route(record.id(), record.source(), record.attributes());
      Comparison comparison = reuse == null ? null : reuse.compare(record, routed, deployment);
      if (comparison != null && comparison.repeated() != null) {
        Answer answer = AnswerReuse.answer(comparison, routed.variant(), deployment);
        Prediction prediction = prediction(image, routed, answer, deployment, comparison);
        return new Outcome(routed, prediction, null, answer.nanos());
      }
      Answer answer = answer(image, routed.variant(), deployment);
      inference.took(answer.nanos());
      Prediction prediction = prediction(image, routed, answer, deployment, null);
      if (comparison != null) {
        reuse.remember(record, comparison, answer);
      }
      return new Outcome(routed, prediction, null, answer.nanos());
    } catch (RejectedImageException e) {
      return new Outcome(routed, null, e, 0);
    }
  }

  /** Asks the models of the cascade until the answer of one stands. */
  private Answer answer(PreparedImage image, Variant variant, ActiveDeployment deployment)
      throws RejectedImageException {
    List<CascadeStage> stages = variant.stages();
    long nanos = 0;
    for (int stage = 0; ; stage++) {
      CascadeStage asked = stages.get(stage);
      LoadedModel model = deployment.model(asked.model());
      nanos += run(model, image);
      int count = Math.max(BEST_AND_SECOND, settings.topK());
      List<ClassScore> best = model.classifier().topK(count);
      if (stage == stages.size() - 1 || stands(asked, best)) {
        float[] embedding = settings.embedding() ? model.classifier().features().clone() : null;
        return new Answer(model, stage, best, embedding, nanos);
      }
    }
  }

  private static boolean stands(CascadeStage stage, List<ClassScore> best) {
    float probability = best.get(0).probability();
    float second = stage.margin() && best.size() > 1 ? best.get(1).probability() : 0;
    return probability - second >= stage.least();
  }

  /** Runs a model on an image and returns the time it took, in nanoseconds. */
  private long run(LoadedModel model, PreparedImage image) throws RejectedImageException {
    byte[] pixels = preparation.pixels(image, model.lease().geometry());
    try {
      long start = System.nanoTime();
      model.classifier().run(pixels);
      return System.nanoTime() - start;
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.CLASSIFY, e);
    }
  }

  /**
   * Returns the prediction of an answer.
   *
   * @param repeated comparison with the earlier image whose answer it is; null if it is about the
   *     image itself
   */
  private Prediction prediction(
      PreparedImage image,
      Routed routed,
      Answer answer,
      ActiveDeployment deployment,
      Comparison repeated) {
    ImageRecord record = image.record();
    Origin origin = record.origin();
    ModelRequest request = deployment.request();
    boolean deployed = request.deploymentName().isPresent();
    List<ClassProbability> classes = classes(answer.model(), answer.best());
    return new Prediction(
        record.id(),
        record.source(),
        Instant.ofEpochMilli(record.capturedAt()),
        StatusListener.now(),
        version(answer.model()),
        classes,
        embedding(answer),
        new RecordOrigin(origin.topic(), origin.partition(), origin.offset()),
        scores(answer.model().classifier()),
        request.deploymentName().orElse(null),
        request.epoch(),
        deployed ? routed.route().name() : null,
        deployed ? routed.variant().name() : null,
        answer.stage(),
        decision(routed.route().unknown(), classes),
        repeated == null ? shadows(image, routed, answer, deployment) : List.of(),
        repeated == null ? null : repeated.repeated().imageId(),
        repeated == null ? null : repeated.distance());
  }

  private static Decision decision(UnknownRule unknown, List<ClassProbability> classes) {
    return unknown != null
            && unknown.isUnknown(classes.get(0).getLabel(), classes.get(0).getProbability())
        ? Decision.UNKNOWN
        : Decision.CLASSIFIED;
  }

  /** A shadow that fails says so in its place; the image has its answer all the same. */
  private List<ShadowPrediction> shadows(
      PreparedImage image, Routed routed, Answer answer, ActiveDeployment deployment) {
    if (routed.shadows().isEmpty()) {
      return List.of();
    }
    List<ShadowPrediction> shadows = new ArrayList<>();
    for (Shadow shadow : routed.shadows()) {
      LoadedModel model = deployment.model(shadow.model());
      if (model != answer.model()) {
        shadows.add(shadow(image, model));
      }
    }
    return shadows;
  }

  private ShadowPrediction shadow(PreparedImage image, LoadedModel model) {
    try {
      run(model, image);
      List<ClassScore> best = model.classifier().topK(settings.topK());
      return new ShadowPrediction(version(model), classes(model, best), null);
    } catch (RejectedImageException e) {
      return new ShadowPrediction(version(model), List.of(), Brief.of(e.getMessage()));
    }
  }

  private static ModelVersion version(LoadedModel model) {
    Manifest manifest = model.manifest();
    return new ModelVersion(manifest.key().name(), manifest.key().version(), manifest.digest());
  }

  private static Scores scores(Classifier classifier) {
    return switch (classifier.scores()) {
      case SOFTMAX -> Scores.SOFTMAX;
      case SIGMOID -> Scores.SIGMOID;
    };
  }

  private List<ClassProbability> classes(LoadedModel model, List<ClassScore> best) {
    List<String> labels = model.lease().labels();
    return best.stream()
        .limit(settings.topK())
        .map(
            score ->
                new ClassProbability(score.index(), labels.get(score.index()), score.probability()))
        .toList();
  }

  private static List<Float> embedding(Answer answer) {
    if (answer.embedding() == null) {
      return null;
    }
    List<Float> embedding = new ArrayList<>(answer.embedding().length);
    for (float feature : answer.embedding()) {
      embedding.add(feature);
    }
    return embedding;
  }
}
