package io.flinkmobilenet.architecture;

/**
 * The ends of a network, which do not come from its settings.
 *
 * @param height rows of the image
 * @param width columns of the image
 * @param classes number of classes
 */
public record ImageClasses(int height, int width, int classes) {
  /** Those of most published networks: 224×224 pixels and the 1,000 classes of ImageNet. */
  public static final ImageClasses IMAGENET = new ImageClasses(224, 224, 1000);

  private static final int MAX_EXTENT = 1 << 14;
  private static final int MAX_CLASSES = 1 << 16;

  /** Checks each number. */
  public ImageClasses {
    check("input height", height, MAX_EXTENT);
    check("input width", width, MAX_EXTENT);
    check("number of classes", classes, MAX_CLASSES);
  }

  /** Returns the same image with another number of classes. */
  public ImageClasses withClasses(int other) {
    return new ImageClasses(height, width, other);
  }

  private static void check(String what, int found, int most) {
    SettingCheck.require(found >= 1 && found <= most, what, found);
  }
}
