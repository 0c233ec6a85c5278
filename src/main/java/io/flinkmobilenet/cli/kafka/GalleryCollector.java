package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.gallery.Depiction;
import io.flinkmobilenet.cli.gallery.Gallery;
import io.flinkmobilenet.cli.gallery.PictureBudget;
import io.flinkmobilenet.cli.gallery.PredictedTile;
import io.flinkmobilenet.cli.gallery.RejectedTile;
import io.flinkmobilenet.cli.gallery.Tile;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what a gallery is to show. */
final class GalleryCollector {
  private static final long PICTURE_BYTES = 64 << 20;

  private final PictureBudget budget = new PictureBudget(PICTURE_BYTES);
  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Tile> rejected = new ArrayList<>();

  void take(Prediction prediction) {
    // A thousand boxed numbers that nobody will look at.
    prediction.setEmbedding(null);
    predictions.add(prediction);
  }

  void take(RejectedImage image) {
    rejected.add(new RejectedTile(RecordName.of(image), image, depict(image)));
  }

  /** Predictions that were taken. */
  int predicted() {
    return predictions.size();
  }

  /** Pictures that were taken. */
  int taken() {
    return predictions.size() + rejected.size();
  }

  /**
   * The gallery of all that was taken; looks for the pictures of predictions where they came from.
   *
   * @throws CommandFailure where no broker answers
   */
  Gallery gallery(String title, KafkaProperties connection, Progress progress)
      throws CommandFailure {
    List<Tile> tiles = new ArrayList<>(rejected);
    if (!predictions.isEmpty()) {
      List<RecordOrigin> origins = predictions.stream().map(Prediction::getOrigin).toList();
      Map<RecordOrigin, Depiction> pictures =
          PictureFinder.find(origins, connection, budget, progress);
      for (Prediction prediction : predictions) {
        RecordOrigin origin = prediction.getOrigin();
        Depiction gone = Depiction.absent("no longer in Kafka: " + RecordName.of(origin));
        tiles.add(new PredictedTile(prediction, pictures.getOrDefault(origin, gone)));
      }
    }
    return new Gallery(title, tiles);
  }

  private Depiction depict(RejectedImage image) {
    try {
      return budget.depict(codec.decode(RejectedFiles.bytes(image.getValue())));
    } catch (UnreadableEventException e) {
      return Depiction.absent("no picture: " + image.getValue().remaining() + " bytes");
    }
  }
}
