package io.flinkmobilenet.event;

/** Keys with a meaning among the attributes of an {@link ImageEvent}. */
public final class ImageAttributes {
  /** What the picture truly shows: a label as the model has it. */
  public static final String TRUE_CLASS = "class";

  private ImageAttributes() {}
}
