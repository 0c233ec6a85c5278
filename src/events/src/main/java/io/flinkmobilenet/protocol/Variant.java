package io.flinkmobilenet.protocol;

import java.util.List;

/**
 * One of the ways in which a route's images are classified.
 *
 * @param name name, unique in the route
 * @param share share of the route's images, out of {@link Share#WHOLE}
 * @param stages models of a cascade, from cheap to expensive; one for a model alone
 */
public record Variant(String name, int share, List<CascadeStage> stages) {
  private static final int MOST_STAGES = 5;

  /** Checks the share and the number of stages. */
  public Variant {
    Limits.checkText("variant", name);
    Share.check("variant " + name, share);
    Limits.checkCount("stages of variant " + name, stages.size(), 1, MOST_STAGES);
    stages = List.copyOf(stages);
  }
}
