package io.flinkmobilenet.protocol;

/**
 * A model of a cascade.
 *
 * @param model name and version of the model
 * @param least least probability, or margin, with which the answer stands, 0 to 1; otherwise the
 *     next stage looks at the image. The answer of the last stage always stands.
 * @param margin whether {@code least} is compared with the probability of the best class less that
 *     of the second
 */
public record CascadeStage(ModelKey model, float least, boolean margin) {
  /** Checks the threshold. */
  public CascadeStage {
    Limits.checkRange("threshold of " + model, least, 0, 1);
  }
}
