package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.model.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelLimits;
import java.io.Serializable;

/**
 * What Classify needs of the job's settings.
 *
 * @param topK classes a prediction
 * @param embedding whether predictions carry the pooled features
 * @param maxImageBytes longest encoded picture
 * @param maxImagePixels largest picture
 * @param decode how exactly pictures are decoded
 * @param models how much of the models topic is kept
 * @param trustedKeys whose models are taken
 * @param kernel arithmetic of the network
 * @param bounded whether the models topic's end is final
 */
public record ClassifySettings(
    int topK,
    boolean embedding,
    int maxImageBytes,
    long maxImagePixels,
    DecodeMode decode,
    ModelLimits models,
    TrustedKeys trustedKeys,
    KernelChoice kernel,
    boolean bounded)
    implements Serializable {
  /** Those of the job. */
  public static ClassifySettings of(JobConfig config) {
    return new ClassifySettings(
        config.topK(),
        config.embedding(),
        config.imageLimits().maxBytes(),
        config.imageLimits().maxPixels(),
        config.decode(),
        config.modelLimits(),
        config.trustedKeys(),
        config.kernel(),
        config.bounded());
  }

  ImageLimits imageLimits() {
    return new ImageLimits(maxImageBytes, maxImagePixels);
  }
}
