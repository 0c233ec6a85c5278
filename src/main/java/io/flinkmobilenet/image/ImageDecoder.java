package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import io.flinkmobilenet.image.webp.WebpDecoder;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.PixelKernels;

/**
 * Decodes JPEG, PNG, GIF (first frame), BMP and WebP (first frame) to what Pillow's {@code
 * convert("RGB")} gives, turned upright as EXIF says: alpha is dropped, not blended; colour
 * profiles and gamma are not applied. Keeps memory from one picture to the next; for one thread at
 * a time.
 */
public final class ImageDecoder {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** What resizing takes of any image, rows of the largest width. */
  private static final long SPARE_PIXELS = 4L * Resize.LARGEST_EDGE;

  private final ImageLimits limits;
  private final Decoders decoders;
  private final RowTools rows;
  private long withoutEnd;

  /** A decoder that refuses pictures beyond the limits before it allocates for them. */
  public ImageDecoder(ImageLimits limits) {
    this(limits, DecodeMode.FAST);
  }

  /** The same, with a choice of how exactly {@link #decode(byte[], InputGeometry)} works. */
  public ImageDecoder(ImageLimits limits, DecodeMode mode) {
    this(limits, mode, KernelProvider.select(KernelChoice.AUTO).pixels());
  }

  /** The same, with a choice of the kernels, which all give the same pixels. */
  public ImageDecoder(ImageLimits limits, DecodeMode mode, PixelKernels kernels) {
    this.limits = limits;
    decoders = new Decoders(new JpegSupport(mode, kernels), new WebpDecoder());
    rows = new RowTools(kernels);
  }

  /**
   * Decodes one picture, whose format its first bytes tell.
   *
   * @throws InvalidImageException if it is not a whole picture of a supported format within limits
   */
  public RgbImage decode(byte[] encoded) throws InvalidImageException {
    EncodedImage image = open(encoded);
    RgbImage upright = image.upright();
    withoutEnd += image.lacksEnd() ? 1 : 0;
    return upright;
  }

  /**
   * Decodes one picture to the network's geometry: the pixels that {@link Normaliser} makes of
   * {@link #decode(byte[])}, at less cost, row by row; of a JPEG in {@link DecodeMode#FAST} not
   * exactly these where the picture is much larger.
   *
   * @throws InvalidImageException if it is not a whole picture of a supported format within limits
   */
  public RgbImage decode(byte[] encoded, InputGeometry geometry) throws InvalidImageException {
    EncodedImage image = open(encoded);
    checkStretch(image, geometry, ImageFormat.detect(encoded).title());
    RgbImage normalised = image.normalised(geometry, rows);
    withoutEnd += image.lacksEnd() ? 1 : 0;
    return normalised;
  }

  /** Images that had all their pixels, but not what their format ends with. */
  public long imagesWithoutEnd() {
    return withoutEnd;
  }

  private EncodedImage open(byte[] encoded) throws InvalidImageException {
    if (encoded.length == 0) {
      throw new InvalidImageException(Reason.EMPTY_IMAGE, "expected a picture, found no bytes");
    }
    if (encoded.length > limits.maxBytes()) {
      throw new InvalidImageException(
          Reason.TOO_MANY_BYTES,
          "picture has " + encoded.length + " bytes, limit " + limits.maxBytes());
    }
    EncodedImage image = ImageFormat.open(encoded, decoders);
    checkPixels(image, ImageFormat.detect(encoded).title());
    return image;
  }

  /** A resize holds rows that have their new width already, as many as make one row. */
  private void checkStretch(EncodedImage image, InputGeometry geometry, String format)
      throws InvalidImageException {
    boolean turned = image.orientation().transposed();
    int width = turned ? image.height() : image.width();
    int height = turned ? image.width() : image.height();
    Resize resize = geometry.resize();
    long columns = Math.min(geometry.cropWidth(), resize.widthOf(width, height));
    long rowsOfOne = 2 * (height / resize.heightOf(width, height) + 1) + 1;
    long held = Math.min(rowsOfOne, height) * columns;
    long limit = 2 * Math.min(limits.maxPixels(), LARGEST_ARRAY / RgbImage.CHANNELS) + SPARE_PIXELS;
    if (held > limit) {
      throw new InvalidImageException(
          Reason.TOO_MANY_PIXELS,
          String.format(
              "%s is %d x %d, and resizing it to %s takes %d pixels in between, limit %d",
              format, width, height, resize, held, limit));
    }
  }

  private void checkPixels(EncodedImage image, String format) throws InvalidImageException {
    long pixels = (long) image.width() * image.height();
    long limit = Math.min(limits.maxPixels(), LARGEST_ARRAY / RgbImage.CHANNELS);
    if (pixels > limit) {
      throw new InvalidImageException(
          Reason.TOO_MANY_PIXELS,
          String.format(
              "%s is %d x %d = %d pixels, limit %d",
              format, image.width(), image.height(), pixels, limit));
    }
  }
}
