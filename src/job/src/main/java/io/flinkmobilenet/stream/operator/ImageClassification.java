package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Classifies one image with one model. */
final class ImageClassification {
  private final ClassifySettings settings;
  private final ImagePreparation preparation;
  private final ImageMetrics metrics;

  ImageClassification(ClassifySettings settings, ImageMetrics metrics) {
    this.settings = settings;
    this.preparation = new ImagePreparation(settings.imageLimits(), settings.decode());
    this.metrics = metrics;
  }

  Prediction classify(PreparedImage image, LoadedModel model) throws RejectedImageException {
    byte[] pixels = preparation.pixels(image, model.lease().geometry());
    try {
      long start = System.nanoTime();
      model.classifier().run(pixels);
      metrics.tookSince(start);
      return prediction(image.record(), model);
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.CLASSIFY, e);
    }
  }

  private Prediction prediction(ImageRecord record, LoadedModel model) {
    Manifest manifest = model.manifest();
    Origin origin = record.origin();
    return new Prediction(
        record.id(),
        record.source(),
        Instant.ofEpochMilli(record.capturedAt()),
        StatusListener.now(),
        new ModelVersion(manifest.key().name(), manifest.key().version(), manifest.digest()),
        classes(model),
        settings.embedding() ? embedding(model.classifier()) : null,
        new RecordOrigin(origin.topic(), origin.partition(), origin.offset()),
        scores(model.classifier()),
        null,
        null,
        null,
        null,
        0,
        Decision.CLASSIFIED,
        List.of());
  }

  private static Scores scores(Classifier classifier) {
    return switch (classifier.scores()) {
      case SOFTMAX -> Scores.SOFTMAX;
      case SIGMOID -> Scores.SIGMOID;
    };
  }

  private List<ClassProbability> classes(LoadedModel model) {
    List<String> labels = model.lease().labels();
    return model.classifier().topK(settings.topK()).stream()
        .map(
            score ->
                new ClassProbability(score.index(), labels.get(score.index()), score.probability()))
        .toList();
  }

  private static List<Float> embedding(Classifier classifier) {
    List<Float> embedding = new ArrayList<>();
    for (float feature : classifier.features()) {
      embedding.add(feature);
    }
    return embedding;
  }
}
