package io.flinkmobilenet.stream;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.KafkaSinks;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What the job writes.
 *
 * @param predictions one for each picture that could be classified
 * @param rejected one for each that could not
 * @param status what became of models
 */
public record JobSinks(
    Sink<Prediction> predictions, Sink<RejectedImage> rejected, Sink<ModelStatus> status) {
  /** To Kafka. */
  public static JobSinks kafka(JobConfig config) {
    KafkaSinks sinks = new KafkaSinks(config);
    return new JobSinks(sinks.predictions(), sinks.rejected(), sinks.status());
  }
}
