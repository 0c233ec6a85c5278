package io.flinkmobilenet.stream;

import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.KafkaSources;
import io.flinkmobilenet.stream.operator.ModelHistory;
import io.flinkmobilenet.stream.state.ImageRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * The inputs of the job.
 *
 * @param images the images topic
 * @param models the models topic
 * @param decisions the topic of decisions about rollouts
 * @param history the models topic once more, for operators that have no model yet
 */
public record JobSources(
    Source<ImageRecord, ?, ?> images,
    Source<ModelMessage, ?, ?> models,
    Source<ModelMessage, ?, ?> decisions,
    ModelHistory history) {
  /** Creates sources that read from Kafka. */
  public static JobSources kafka(JobConfig config) {
    KafkaSources sources = new KafkaSources(config);
    return new JobSources(
        sources.images(), sources.models(), sources.decisions(), sources.modelHistory());
  }
}
