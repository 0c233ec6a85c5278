package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.model.signing.TrustedKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The job's settings, read once.
 *
 * @param kafka brokers and client properties
 * @param topics where the job reads and writes
 * @param groupId consumer group and prefix of the transactional ids
 * @param delivery guarantee of predictions and rejected pictures
 * @param start where to begin without a checkpoint
 * @param bounded whether to finish with what the topics hold now
 * @param topK classes a prediction, at least 1
 * @param embedding whether predictions carry the pooled features
 * @param imageLimits largest picture
 * @param decode how exactly pictures are decoded
 * @param modelLimits longest model and how many
 * @param trustedKeys whose models are taken; without any, everybody's
 * @param kernel arithmetic of the network
 * @param checkpointDirectory where checkpoints go, if the job is to say so
 * @param checkpointInterval time between checkpoints
 * @param transactionTimeout after which the broker gives up a transaction
 */
public record JobConfig(
    KafkaProperties kafka,
    Topics topics,
    String groupId,
    Delivery delivery,
    StartFrom start,
    boolean bounded,
    int topK,
    boolean embedding,
    ImageLimits imageLimits,
    DecodeMode decode,
    ModelLimits modelLimits,
    TrustedKeys trustedKeys,
    KernelChoice kernel,
    Optional<String> checkpointDirectory,
    Duration checkpointInterval,
    Duration transactionTimeout) {

  /**
   * Reads a command line: {@code --name value}, {@code --name=value}, flags, {@code --kafka.x y}.
   *
   * @throws InvalidOptionException if an option is unknown or its value is not what is expected
   */
  public static JobConfig parse(String... args) {
    return of(JobArguments.parse(args));
  }

  /**
   * Reads options by name, without hyphens; the value of a flag is {@code true} or {@code false}.
   *
   * @throws InvalidOptionException if an option is unknown or its value is not what is expected
   */
  public static JobConfig of(Map<String, String> values) {
    return new OptionReader(values).read();
  }
}
