package io.flinkmobilenet.stream;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.KafkaSinks;
import java.util.OptionalInt;
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
  /**
   * To Kafka.
   *
   * @param longestRejected what the topic of rejected pictures takes, where that is known
   */
  public static JobSinks kafka(JobConfig config, OptionalInt longestRejected) {
    KafkaSinks sinks = new KafkaSinks(config, longestRejected);
    return new JobSinks(sinks.predictions(), sinks.rejected(), sinks.status());
  }
}
