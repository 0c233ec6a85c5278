package io.flinkmobilenet.protocol;

/**
 * A model that sees a share of a route's images as well, without effect on the answer.
 *
 * @param model name and version of the model
 * @param share share of the route's images, out of {@link Share#WHOLE}
 */
public record Shadow(ModelKey model, int share) {
  /** Checks the share. */
  public Shadow {
    Share.check("shadow " + model, share);
  }
}
