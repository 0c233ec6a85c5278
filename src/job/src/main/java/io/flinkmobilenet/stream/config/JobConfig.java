package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.fetch.FetchSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The job's settings, read once.
 *
 * @param kafka brokers and client properties
 * @param topics the topics that the job reads and writes
 * @param formats the formats of the records of these topics
 * @param copiedHeaders names of the headers of images that come back on their results
 * @param groupId consumer group and prefix of the transactional ids
 * @param delivery delivery guarantee of predictions and rejected images
 * @param start where to start reading images without a checkpoint
 * @param bounded whether to finish after the records that the topics hold at the start
 * @param topK number of classes per prediction, at least 1
 * @param embedding whether predictions carry the pooled features
 * @param imageLimits limits of the encoded length and the pixels of an image
 * @param decode how exactly images are decoded
 * @param stages which threads decode and classify images
 * @param fetch settings for images by reference
 * @param modelLimits limits of the length and the number of models
 * @param modelState which subtasks write the chunks of models into a checkpoint
 * @param reuse which images get the answer of an earlier one
 * @param trustedKeys public keys of the publishers whose models are accepted; if there are none,
 *     every model is accepted
 * @param kernel kernels of the network
 * @param warmUp longest time for which made-up images are classified before the first image
 * @param maxParallelism highest parallelism that a job can have which continues from this one
 * @param checkpointDirectory directory of the checkpoints, if the job sets it
 * @param checkpointInterval time between checkpoints
 * @param transactionTimeout time after which the broker aborts a transaction
 */
public record JobConfig(
    KafkaProperties kafka,
    Topics topics,
    TopicFormats formats,
    Set<String> copiedHeaders,
    String groupId,
    Delivery delivery,
    StartFrom start,
    boolean bounded,
    int topK,
    boolean embedding,
    ImageLimits imageLimits,
    DecodeMode decode,
    Stages stages,
    FetchSettings fetch,
    ModelLimits modelLimits,
    ModelStateForm modelState,
    ReuseSettings reuse,
    TrustedKeys trustedKeys,
    KernelChoice kernel,
    Duration warmUp,
    int maxParallelism,
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
   * Reads options by name, without hyphens, and the file that {@code config} names; the value of a
   * flag is {@code true} or {@code false}.
   *
   * @throws InvalidOptionException if an option is unknown or its value is not what is expected
   */
  public static JobConfig of(Map<String, String> values) {
    return new OptionReader(JobFile.complete(values)).read();
  }
}
