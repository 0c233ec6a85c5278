package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.stream.config.Topics;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the job's results for frames and the status of models. */
final class CameraResults implements AutoCloseable {
  /** Most records to read before other work gets its turn. */
  private static final int MOST_AT_ONCE = 2000;

  private final Topics topics;
  private final TopicReader reader;
  private final FrameLedger ledger;
  private final Consumer<String> complaints;
  private final EventCodec<Prediction> predictions = EventCodec.of(Prediction.class);
  private final EventCodec<RejectedImage> rejections = EventCodec.of(RejectedImage.class);
  private final EventCodec<ModelStatus> states = EventCodec.of(ModelStatus.class);
  private String active;

  /**
   * Starts reading.
   *
   * @param ledger receives the results of frames
   * @param complaints receives a line for each frame or model that cannot be used
   */
  CameraResults(LocalJob job, FrameLedger ledger, Consumer<String> complaints)
      throws KafkaNotReadyException {
    this.topics = job.topics();
    this.reader = job.reader(topics.predictions(), topics.rejected(), topics.status());
    this.ledger = ledger;
    this.complaints = complaints;
  }

  /** Reads the available records; waits a moment if there are none. */
  void take() throws KafkaNotReadyException, UnreadableEventException {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      ConsumerRecord<byte[], byte[]> next = reader.next(Duration.ZERO);
      if (next == null) {
        return;
      }
      take(next);
    }
  }

  /** Name and version of the active model; null if the job has not reported any yet. */
  String active() {
    return active;
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> next) throws UnreadableEventException {
    if (next.topic().equals(topics.predictions())) {
      ledger.predicted(predictions.decode(next.value()), System.currentTimeMillis());
    } else if (next.topic().equals(topics.rejected())) {
      RejectedImage image = rejections.decode(next.value());
      ledger.rejected(image);
      complaints.accept(
          "%s: %s: %s".formatted(image.getImageId(), image.getReason(), image.getMessage()));
    } else {
      take(states.decode(next.value()));
    }
  }

  private void take(ModelStatus status) {
    String model = status.getName() + "/" + status.getVersion();
    if (status.getState() == ModelState.ACTIVE) {
      active = model;
    } else if (status.getState() == ModelState.REJECTED) {
      complaints.accept("model " + model + " was refused: " + status.getMessage());
    }
  }
}
