package io.flinkmobilenet.protocol;

/**
 * A condition on an image.
 *
 * @param attribute name of the attribute to compare; null to compare the source
 * @param pattern the whole value
 * @param glob whether {@code *} in the pattern stands for any characters and {@code ?} for one
 */
public record Condition(String attribute, String pattern, boolean glob) {
  /** Checks the lengths. */
  public Condition {
    if (attribute != null) {
      Limits.checkText("attribute", attribute);
    }
    Limits.checkText("pattern", pattern);
  }
}
