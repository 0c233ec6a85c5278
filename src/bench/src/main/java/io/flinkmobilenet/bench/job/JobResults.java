package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.CommandFailure;
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
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the results of a job. */
final class JobResults implements AutoCloseable {
  /** Most records to read before other work gets its turn. */
  private static final int MOST_AT_ONCE = 2000;

  private final Topics topics;
  private final TopicReader reader;
  private final Outcomes outcomes;
  private final Map<String, Long> active = new HashMap<>();
  private final Map<Long, Long> inForce = new HashMap<>();
  private final EventCodec<Prediction> predictions = EventCodec.of(Prediction.class);
  private final EventCodec<RejectedImage> rejections = EventCodec.of(RejectedImage.class);
  private final EventCodec<ModelStatus> states = EventCodec.of(ModelStatus.class);

  JobResults(LocalJob job, Outcomes outcomes) throws KafkaNotReadyException {
    topics = job.topics();
    reader = job.reader(topics.predictions(), topics.rejected(), topics.status());
    this.outcomes = outcomes;
  }

  /**
   * Reads the available records; waits a moment if there are none.
   *
   * @throws CommandFailure if an image or a model was refused
   */
  void take() throws CommandFailure, KafkaNotReadyException, UnreadableEventException {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      ConsumerRecord<byte[], byte[]> next = reader.next(Duration.ZERO);
      if (next == null) {
        return;
      }
      take(next);
    }
  }

  /**
   * Time at which the job first reported a model as active, milliseconds since 1970; null if it has
   * not.
   */
  Long activeSince(String model) {
    return active.get(model);
  }

  /**
   * Time at which the job first reported the deployment with this epoch as active, milliseconds
   * since 1970; null if it has not.
   */
  Long inForceSince(long epoch) {
    return inForce.get(epoch);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> next)
      throws CommandFailure, UnreadableEventException {
    if (next.topic().equals(topics.predictions())) {
      take(predictions.decode(next.value()));
    } else if (next.topic().equals(topics.rejected())) {
      RejectedImage image = rejections.decode(next.value());
      throw CommandFailure.input(
          "cannot measure with a broken image: %s: %s"
              .formatted(image.getReason(), image.getMessage()),
          null);
    } else {
      take(states.decode(next.value()));
    }
  }

  private void take(Prediction prediction) {
    outcomes.predict(
        ImageFeed.number(prediction.getImageId()),
        prediction.getPredictedAt().toEpochMilli(),
        ImageFeed.now(),
        prediction.getClasses().get(0).getIndex(),
        prediction.getModel().getName() + "/" + prediction.getModel().getVersion());
  }

  private void take(ModelStatus status) throws CommandFailure {
    String model = status.getName() + "/" + status.getVersion();
    if (status.getDeployment() != null && status.getState() == ModelState.ACTIVE) {
      inForce.putIfAbsent(status.getEpoch(), status.getAt().toEpochMilli());
    } else if (status.getState() == ModelState.ACTIVE) {
      active.merge(model, status.getAt().toEpochMilli(), Math::min);
    } else if (status.getState() == ModelState.REJECTED) {
      throw CommandFailure.input("model " + model + " was refused: " + status.getMessage(), null);
    }
  }
}
