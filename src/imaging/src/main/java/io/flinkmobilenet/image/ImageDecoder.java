package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.image.InvalidImageException.Reason;
import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.webp.WebpDecoder;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Decodes JPEG, PNG, GIF (first frame), BMP and WebP (first frame) to the pixels that Pillow's
 * {@code convert("RGB")} gives, turned upright as EXIF says. Alpha is dropped, not blended; colour
 * profiles and gamma are not applied. A decoder reuses its memory for the next image and is not
 * thread-safe.
 */
public final class ImageDecoder {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final ImageLimits limits;
  private final Decoders decoders;
  private final PixelKernels kernels;
  private final boolean keepsPixels;

  /** One for each geometry to which an image is brought. */
  private final List<RowTools> rows = new ArrayList<>();

  private long withoutEnd;

  /**
   * Creates a decoder that refuses images beyond the limits before it allocates memory for them.
   */
  public ImageDecoder(ImageLimits limits) {
    this(limits, DecodeMode.FAST);
  }

  /** Creates a decoder with the given mode for {@link #decode(byte[], InputGeometry)}. */
  public ImageDecoder(ImageLimits limits, DecodeMode mode) {
    this(limits, mode, PixelKernels.select(KernelChoice.AUTO));
  }

  /** Creates a decoder with the given kernels. All kernels give the same pixels. */
  public ImageDecoder(ImageLimits limits, DecodeMode mode, PixelKernels kernels) {
    this(limits, mode, kernels, false);
  }

  private ImageDecoder(
      ImageLimits limits, DecodeMode mode, PixelKernels kernels, boolean keepsPixels) {
    this.keepsPixels = keepsPixels;
    this.limits = limits;
    decoders = new Decoders(new JpegSupport(mode, kernels), new WebpDecoder());
    this.kernels = kernels;
  }

  /**
   * Creates a decoder whose {@link #decode(byte[], List)} writes the pixels of every image to the
   * same arrays: they are valid until the next call.
   */
  public static ImageDecoder ofShortLivedImages(ImageLimits limits, DecodeMode mode) {
    return new ImageDecoder(limits, mode, PixelKernels.select(KernelChoice.AUTO), true);
  }

  /**
   * Decodes one image. Its format is recognised by its first bytes.
   *
   * @throws InvalidImageException if it is not a complete image of a supported format within the
   *     limits
   */
  public RgbImage decode(byte[] encoded) throws InvalidImageException {
    EncodedImage image = open(encoded);
    RgbImage upright = image.upright();
    withoutEnd += image.lacksEnd() ? 1 : 0;
    return upright;
  }

  /**
   * Reads the format and the size of one image, and no pixels.
   *
   * @throws InvalidImageException if it does not begin as an image of a supported format within the
   *     limits
   */
  public ImageHeader header(byte[] encoded) throws InvalidImageException {
    EncodedImage image = open(encoded);
    boolean turned = image.orientation().transposed();
    return new ImageHeader(
        ImageFormat.detect(encoded).mediaType(),
        turned ? image.height() : image.width(),
        turned ? image.width() : image.height());
  }

  /**
   * Decodes one image and brings it to the network's input geometry. Row by row and at less cost,
   * it gives the pixels that {@link Normaliser} makes of {@link #decode(byte[])}. In {@link
   * DecodeMode#FAST} the pixels of a JPEG image differ slightly if the image is much larger than
   * the input.
   *
   * @throws InvalidImageException if it is not a complete image of a supported format within the
   *     limits, or if the geometry has no crop and the image does not have the size of the input
   */
  public RgbImage decode(byte[] encoded, InputGeometry geometry) throws InvalidImageException {
    return decode(encoded, List.of(geometry)).get(0);
  }

  /**
   * Decodes one image and brings it to several input geometries. The pixels are those that each
   * geometry alone gives. The image is decoded once, or, in {@link DecodeMode#FAST}, a JPEG image
   * that is much larger than an input once for each factor by which it is reduced.
   *
   * @param geometries at least one
   * @return an image per geometry; null for a geometry to which the image cannot be brought
   * @throws InvalidImageException if it is not a complete image of a supported format within the
   *     limits, or if it can be brought to none of the geometries; then with the first reason
   */
  public List<RgbImage> decode(byte[] encoded, List<InputGeometry> geometries)
      throws InvalidImageException {
    EncodedImage image = open(encoded);
    List<InputGeometry> possible = possible(image, geometries, ImageFormat.detect(encoded).title());
    while (rows.size() < possible.size()) {
      rows.add(new RowTools(kernels, keepsPixels));
    }
    try {
      Iterator<RgbImage> normalised = image.normalised(possible, rows).iterator();
      withoutEnd += image.lacksEnd() ? 1 : 0;
      List<RgbImage> images = new ArrayList<>(geometries.size());
      for (InputGeometry geometry : geometries) {
        images.add(possible.contains(geometry) ? normalised.next() : null);
      }
      return images;
    } finally {
      rows.forEach(tools -> tools.buffers().release());
    }
  }

  private List<InputGeometry> possible(
      EncodedImage image, List<InputGeometry> geometries, String format)
      throws InvalidImageException {
    List<InputGeometry> possible = new ArrayList<>(geometries.size());
    InvalidImageException first = null;
    for (InputGeometry geometry : geometries) {
      try {
        checkGeometry(image, geometry, format);
        possible.add(geometry);
      } catch (InvalidImageException e) {
        first = first == null ? e : first;
      }
    }
    if (possible.isEmpty()) {
      throw first;
    }
    return possible;
  }

  /**
   * Number of images so far that had all their pixels but lacked the end that their format
   * requires.
   */
  public long imagesWithoutEnd() {
    return withoutEnd;
  }

  private EncodedImage open(byte[] encoded) throws InvalidImageException {
    if (encoded.length == 0) {
      throw new InvalidImageException(Reason.EMPTY_IMAGE, "expected an image, found no bytes");
    }
    if (encoded.length > limits.maxBytes()) {
      throw new InvalidImageException(
          Reason.TOO_MANY_BYTES,
          "image has " + encoded.length + " bytes, limit " + limits.maxBytes());
    }
    EncodedImage image = ImageFormat.open(encoded, decoders);
    checkPixels(image, ImageFormat.detect(encoded).title());
    return image;
  }

  private void checkGeometry(EncodedImage image, InputGeometry geometry, String format)
      throws InvalidImageException {
    boolean turned = image.orientation().transposed();
    int width = turned ? image.height() : image.width();
    int height = turned ? image.width() : image.height();
    if (geometry.exact()) {
      checkSize(width, height, geometry, format);
    }
    checkStretch(width, height, geometry, format);
  }

  /** Checks that an image has the size of the input without a crop. */
  private static void checkSize(int width, int height, InputGeometry geometry, String format)
      throws InvalidImageException {
    Resize resize = geometry.resize();
    long resizedWidth = resize.widthOf(width, height);
    long resizedHeight = resize.heightOf(width, height);
    if (resizedWidth != geometry.cropWidth() || resizedHeight != geometry.cropHeight()) {
      throw new InvalidImageException(
          Reason.UNEXPECTED_SIZE,
          "%s is %d x %d, with the resize of the model (%s) %d x %d; the model does not crop and takes only %d x %d"
              .formatted(
                  format,
                  width,
                  height,
                  resize,
                  resizedWidth,
                  resizedHeight,
                  geometry.cropWidth(),
                  geometry.cropHeight()));
    }
  }

  /**
   * Checks the memory that a resize takes: it holds all rows that contribute to one output row,
   * each already at its new width.
   */
  private void checkStretch(int width, int height, InputGeometry geometry, String format)
      throws InvalidImageException {
    Resize resize = geometry.resize();
    long columns = Math.min(geometry.cropWidth(), resize.widthOf(width, height));
    long held =
        FilterWeights.most(resize.filter(), height, resize.heightOf(width, height)) * columns;
    long limit =
        2 * Math.min(limits.maxPixels(), LARGEST_ARRAY / RgbImage.CHANNELS)
            + sparePixels(resize.filter());
    if (held > limit) {
      throw new InvalidImageException(
          Reason.TOO_MANY_PIXELS,
          String.format(
              "%s is %d x %d, and resizing it to %s takes %d pixels in between, limit %d",
              format, width, height, resize, held, limit));
    }
  }

  /** Pixels that resizing may always hold: some rows of the largest width, for bilinear 4. */
  private static long sparePixels(ResizeFilter filter) {
    return (2 * (long) Math.ceil(FilterFunction.support(filter)) + 2) * Resize.LARGEST_EDGE;
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
