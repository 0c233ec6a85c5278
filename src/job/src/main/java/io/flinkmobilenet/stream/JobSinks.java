package io.flinkmobilenet.stream;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.KafkaSinks;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.RefusedImage;
import java.util.OptionalInt;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * The outputs of the job.
 *
 * @param predictions one event for each image that could be classified
 * @param rejected one event for each image that could not
 * @param status events about the state of models
 * @param decisions events about rollouts
 */
public record JobSinks(
    Sink<PredictedImage> predictions,
    Sink<RefusedImage> rejected,
    Sink<ModelStatus> status,
    Sink<ModelDecision> decisions) {
  /**
   * Creates sinks that write to Kafka.
   *
   * @param longestRejected longest record, in bytes, that the topic of rejected images accepts, if
   *     that is known
   */
  public static JobSinks kafka(JobConfig config, OptionalInt longestRejected) {
    KafkaSinks sinks = new KafkaSinks(config, longestRejected);
    return new JobSinks(sinks.predictions(), sinks.rejected(), sinks.status(), sinks.decisions());
  }
}
