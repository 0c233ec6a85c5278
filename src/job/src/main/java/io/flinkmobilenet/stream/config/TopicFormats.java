package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.RegistrySettings;
import io.flinkmobilenet.event.format.ResultsFormat;
import java.io.Serializable;

/**
 * The formats of the records of the topics; the topics of models and of decisions have Avro's.
 *
 * @param images format of the images topic
 * @param predictions format of the predictions topic
 * @param rejected format of the topic of rejected images
 * @param status format of the topic of the status of models
 * @param registry for the schemas of those that are {@code confluent}
 */
public record TopicFormats(
    ImagesFormat images,
    ResultsFormat predictions,
    ResultsFormat rejected,
    ResultsFormat status,
    RegistrySettings registry)
    implements Serializable {
  /** Creates a reader and writer of images for one thread. */
  public EventFormat<ImageEvent> imageEvents(String topic) {
    return images.create(topic, registry);
  }

  /** Creates a reader and writer of predictions for one thread. */
  public EventFormat<Prediction> predictionEvents(String topic) {
    return predictions.create(Prediction.class, topic, registry);
  }

  /** Creates a reader and writer of rejected images for one thread. */
  public EventFormat<RejectedImage> rejectionEvents(String topic) {
    return rejected.create(RejectedImage.class, topic, registry);
  }

  /** Creates a reader and writer of the status of models for one thread. */
  public EventFormat<ModelStatus> statusEvents(String topic) {
    return status.create(ModelStatus.class, topic, registry);
  }
}
