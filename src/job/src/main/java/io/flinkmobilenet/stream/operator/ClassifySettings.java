package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.config.ReuseSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The job's settings that Classify needs.
 *
 * @param topK number of classes per prediction
 * @param embedding whether predictions carry the pooled features
 * @param maxImageBytes length of the longest encoded image
 * @param maxImagePixels number of pixels of the largest image
 * @param decode how exactly images are decoded
 * @param models limits of the models that are kept
 * @param modelState which subtasks write the chunks of models into a checkpoint
 * @param warmUp longest time for which a model runs on made-up images before it is used
 * @param reuse which images get the answer of an earlier one
 * @param trustedKeys public keys of the publishers whose models are accepted
 * @param kernel kernels of the network
 * @param bounded whether no messages will follow after the end of the models topic
 */
public record ClassifySettings(
    int topK,
    boolean embedding,
    int maxImageBytes,
    long maxImagePixels,
    DecodeMode decode,
    ModelLimits models,
    ModelStateForm modelState,
    Duration warmUp,
    ReuseSettings reuse,
    TrustedKeys trustedKeys,
    KernelChoice kernel,
    boolean bounded)
    implements Serializable {
  /** Returns the settings of the job. */
  public static ClassifySettings of(JobConfig config) {
    return new ClassifySettings(
        config.topK(),
        config.embedding(),
        config.imageLimits().maxBytes(),
        config.imageLimits().maxPixels(),
        config.decode(),
        config.modelLimits(),
        config.modelState(),
        config.warmUp(),
        config.reuse(),
        config.trustedKeys(),
        config.kernel(),
        config.bounded());
  }

  ImageLimits imageLimits() {
    return new ImageLimits(maxImageBytes, maxImagePixels);
  }
}
