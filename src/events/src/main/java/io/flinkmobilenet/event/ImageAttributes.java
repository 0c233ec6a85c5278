package io.flinkmobilenet.event;

/** Keys of attributes of an {@link ImageEvent} that the project itself uses. */
public final class ImageAttributes {
  /** The class that the image really shows, as one of the model's labels. */
  public static final String TRUE_CLASS = "class";

  private ImageAttributes() {}
}
