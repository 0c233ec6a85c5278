package io.flinkmobilenet.protocol;

import java.util.function.BiPredicate;

/**
 * The rule by which messages about the same model are merged. Every reader of the models topic uses
 * it, so that the operators of the job and the commands agree on which models there are.
 *
 * <ul>
 *   <li>A version never changes: of two manifests with one key but different contents, the one
 *       published first counts.
 *   <li>Two manifests with the same content are copies of each other. Which copy is kept is a
 *       matter of the reader, because it does not change the model.
 *   <li>Of two requests, activations or deployments, the one with the higher epoch counts. For
 *       equal epochs a deployment counts rather than an activation, the activation with the higher
 *       name and version, and the deployment with the higher bytes.
 * </ul>
 *
 * <p>A removal withdraws whatever manifest there is; it is not part of the rule, because it needs
 * no choice.
 *
 * <p>With {@link #EARLIEST_COPY} and for requests, the order of the messages does not change the
 * result. With another choice between copies, the copy that is kept may be younger than its
 * content, and then another content that was published in between can replace it.
 */
public final class MergeRule {
  /** Keeps the copy that was published first. */
  public static final MergeRule EARLIEST_COPY =
      new MergeRule((next, held) -> Manifest.BY_AGE.compare(next, held) < 0);

  private final BiPredicate<Manifest, Manifest> replacesCopy;

  private MergeRule(BiPredicate<Manifest, Manifest> replacesCopy) {
    this.replacesCopy = replacesCopy;
  }

  /**
   * Returns the rule with a choice between copies.
   *
   * @param replacesCopy whether the first manifest, which has just arrived, replaces the second
   *     one, which has the same content
   */
  public static MergeRule withCopies(BiPredicate<Manifest, Manifest> replacesCopy) {
    return new MergeRule(replacesCopy);
  }

  /** What happens to the manifest that is held when another one with the same key arrives. */
  public enum Outcome {
    /** There is none yet, so the manifest that arrived is kept. */
    FIRST,
    /** The manifest that arrived has the same content; the copy that is held stays. */
    SAME_CONTENT,
    /** The manifest that arrived has the same content and replaces the copy that is held. */
    BETTER_COPY,
    /** The manifest that arrived has other content and was published later: it does not count. */
    LATER_CONTENT,
    /** The manifest that arrived has other content and was published earlier: it counts. */
    EARLIER_CONTENT;

    /** Whether the manifest that arrived takes the place of the one that is held. */
    public boolean replaces() {
      return this == FIRST || this == BETTER_COPY || this == EARLIER_CONTENT;
    }
  }

  /**
   * Compares a manifest that arrives with the one that is held.
   *
   * @param held manifest with the same key; null if there is none
   */
  public Outcome compare(Manifest held, Manifest next) {
    if (held == null) {
      return Outcome.FIRST;
    }
    if (held.sameContent(next)) {
      return replacesCopy.test(next, held) ? Outcome.BETTER_COPY : Outcome.SAME_CONTENT;
    }
    return Manifest.BY_AGE.compare(next, held) < 0
        ? Outcome.EARLIER_CONTENT
        : Outcome.LATER_CONTENT;
  }

  /** Returns which of two manifests with one key is kept; {@code held} may be null. */
  public Manifest merge(Manifest held, Manifest next) {
    return compare(held, next).replaces() ? next : held;
  }

  /** Returns which of two requests counts; {@code held} may be null. */
  public static ModelRequest mergeRequests(ModelRequest held, ModelRequest next) {
    return next.outranks(held) ? next : held;
  }
}
