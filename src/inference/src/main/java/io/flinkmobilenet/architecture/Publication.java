package io.flinkmobilenet.architecture;

import java.util.List;

/**
 * Where an architecture comes from, for people.
 *
 * @param paper authors and year
 * @param address URL of the paper
 * @param checkpoints whose checkpoints have the names of the parameters
 * @param networks networks of the architecture that were published
 */
public record Publication(
    String paper, String address, String checkpoints, List<PublishedNetwork> networks) {
  /** Copies the list. */
  public Publication {
    networks = List.copyOf(networks);
  }
}
