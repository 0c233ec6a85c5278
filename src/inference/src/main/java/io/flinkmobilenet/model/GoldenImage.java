package io.flinkmobilenet.model;

/**
 * An image that a model carries, with the logits that the scalar kernels gave for it. Every machine
 * can compare its own logits with them before it uses the model.
 *
 * @param name name of the image in messages, 1 to 200 characters
 * @param encoded the image file as it is, at most {@value #MAX_BYTES} bytes; not copied
 * @param logits one finite number per class; not copied
 */
public record GoldenImage(String name, byte[] encoded, float[] logits) {
  /** Most golden images of a model. */
  public static final int MAX_IMAGES = 16;

  /** Length of the longest image file. */
  public static final int MAX_BYTES = 256 << 10;
}
