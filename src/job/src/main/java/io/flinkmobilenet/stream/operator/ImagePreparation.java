package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ImageReference;
import io.flinkmobilenet.stream.state.InputPixels;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.RecordDefect;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Decodes and normalises images: from the encoded image to the pixels that models take. The pixels
 * are valid until the next image.
 */
final class ImagePreparation {
  /** A job without the option has no operator that fetches images. */
  private static final RecordDefect NOTHING_ALLOWED =
      new RecordDefect(
          Reason.URI_NOT_ALLOWED,
          "uri: expected a job with the option --%s, which allows images by reference, found none"
              .formatted(JobOptions.IMAGE_URIS.key()));

  private final ImageDecoder decoder;
  private final Micros micros = new Micros();
  private long withoutEnd;

  ImagePreparation(ImageLimits limits, DecodeMode mode) {
    decoder = ImageDecoder.ofShortLivedImages(limits, mode);
  }

  /** Registers the time that decoding takes, and the count of images without an end. */
  void register(MetricGroup group) {
    Gauge<Long> imagesWithoutEnd = () -> withoutEnd;
    group.gauge("imagesWithoutEnd", imagesWithoutEnd);
    micros.register(group, "decodeMicros");
  }

  /**
   * Prepares an image for each of the given input sizes. Without any, only the record is checked.
   *
   * <p>The sizes are those that models will probably need. If the image can be brought to some of
   * them only, the others are left out, because the model that needs them may never classify it. An
   * image that does not have the only size that a model takes is left encoded, because another
   * model may classify it after all.
   *
   * @throws RejectedImageException if the record has a defect, or if the image can be brought to
   *     none of the sizes for another reason
   */
  PreparedImage prepare(ImageRecord record, List<InputGeometry> sizes)
      throws RejectedImageException {
    requireUsable(record);
    if (sizes.isEmpty()) {
      return new PreparedImage(record, List.of());
    }
    long before = decoder.imagesWithoutEnd();
    List<InputPixels> inputs = new ArrayList<>(sizes.size());
    try {
      List<RgbImage> images = decode(record.encodedImage(), sizes);
      for (int i = 0; i < sizes.size(); i++) {
        if (images.get(i) != null) {
          inputs.add(new InputPixels(sizes.get(i), images.get(i).rgb()));
        }
      }
    } catch (RejectedImageException e) {
      if (e.reason() != Reason.UNEXPECTED_SIZE) {
        throw e;
      }
    }
    withoutEnd += decoder.imagesWithoutEnd() > before ? 1 : 0;
    return new PreparedImage(record, inputs);
  }

  /**
   * Checks a record.
   *
   * @throws RejectedImageException if the record has a defect, or refers to an image that was not
   *     fetched
   */
  static void requireUsable(ImageRecord record) throws RejectedImageException {
    if (record.defect() != null) {
      throw RejectedImageException.of(record.defect());
    }
    ImageReference reference = record.reference();
    if (reference != null && reference.content() == null) {
      throw RejectedImageException.of(
          reference.failure() == null ? NOTHING_ALLOWED : reference.failure());
    }
  }

  /**
   * Returns the pixels [cropHeight, cropWidth, 3] of an image for an input size. If the image was
   * not prepared for it, because a swap of models overtook the image, it is prepared again.
   */
  byte[] pixels(PreparedImage image, InputGeometry size) throws RejectedImageException {
    byte[] pixels = image.pixels(size);
    if (pixels == null) {
      pixels = prepare(image.record(), List.of(size)).pixels(size);
    }
    return pixels != null
        ? pixels
        : decode(image.record().encodedImage(), List.of(size)).get(0).rgb();
  }

  private List<RgbImage> decode(byte[] encoded, List<InputGeometry> sizes)
      throws RejectedImageException {
    long start = System.nanoTime();
    try {
      List<RgbImage> images = decoder.decode(encoded, sizes);
      micros.tookSince(start);
      return images;
    } catch (InvalidImageException e) {
      throw RejectedImageException.of(e);
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.DECODE, e);
    }
  }
}
