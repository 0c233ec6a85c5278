package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.gallery.Depiction;
import io.flinkmobilenet.cli.gallery.Gallery;
import io.flinkmobilenet.cli.gallery.ImageBudget;
import io.flinkmobilenet.cli.gallery.PredictedTile;
import io.flinkmobilenet.cli.gallery.RejectedTile;
import io.flinkmobilenet.cli.gallery.Tile;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.config.TopicFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the contents of a gallery. */
final class GalleryCollector {
  private static final long IMAGE_BYTES = 64 << 20;

  private final ImageBudget budget = new ImageBudget(IMAGE_BYTES);
  private final TopicFormats formats;
  private final EventFormat<ImageEvent> images;
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Tile> rejected = new ArrayList<>();

  private final OutputOptions output;

  GalleryCollector(OutputOptions output, TopicFormats formats) {
    this.formats = formats;
    this.images = formats.imageEvents("");
    this.output = output;
  }

  /** Collects the rejected images or the predictions in a topic. */
  Consumption.Outcome collect(Consumption consumption, boolean rejections)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    try (Progress progress = output.progress("consume", consumption.max())) {
      return rejections
          ? consumption.run(
              formats.rejectionEvents(consumption.topic()), image -> take(image, progress))
          : consumption.run(
              formats.predictionEvents(consumption.topic()),
              prediction -> take(prediction, progress));
    }
  }

  /** Adds a prediction that was read elsewhere. */
  void add(Prediction prediction) {
    // The gallery does not show embeddings, which are a thousand boxed numbers each.
    prediction.setEmbedding(null);
    predictions.add(prediction);
  }

  /** Number of images collected. */
  int taken() {
    return predictions.size() + rejected.size();
  }

  /**
   * Builds the gallery. The images of predictions are read from the records that contained them.
   *
   * @throws CommandFailure if no broker answers
   */
  Gallery gallery(String title, KafkaProperties connection) throws CommandFailure {
    List<Tile> tiles = new ArrayList<>(rejected);
    if (!predictions.isEmpty()) {
      Map<RecordOrigin, ImageFinder.Found> records = find(connection);
      for (Prediction prediction : predictions) {
        tiles.add(new PredictedTile(prediction, depiction(prediction, records)));
      }
    }
    return new Gallery(title, tiles);
  }

  /** If the topic has been recreated, another image may be at the offset of the classified one. */
  private static Depiction depiction(
      Prediction prediction, Map<RecordOrigin, ImageFinder.Found> records) {
    String place = RecordName.of(prediction.getOrigin());
    ImageFinder.Found record = records.get(prediction.getOrigin());
    if (record == null) {
      return Depiction.absent("no longer in Kafka: " + place);
    }
    boolean another = record.imageId() != null && !record.imageId().equals(prediction.getImageId());
    return another
        ? Depiction.absent("no longer in Kafka: %s now holds another image".formatted(place))
        : record.depiction();
  }

  private Map<RecordOrigin, ImageFinder.Found> find(KafkaProperties connection)
      throws CommandFailure {
    List<RecordOrigin> origins = predictions.stream().map(Prediction::getOrigin).toList();
    try (Progress progress = output.progress("images", origins.size())) {
      return ImageFinder.find(origins, connection, images, budget, progress);
    }
  }

  private void take(Prediction prediction, Progress progress) {
    add(prediction);
    progress.step();
  }

  private void take(RejectedImage image, Progress progress) {
    rejected.add(new RejectedTile(RecordName.of(image), image, depict(image)));
    progress.step();
  }

  private Depiction depict(RejectedImage image) {
    try {
      return budget.depict(images.read(RejectedFiles.original(image)));
    } catch (UnreadableEventException e) {
      return Depiction.absent("not an image: " + image.getValue().remaining() + " bytes");
    }
  }
}
