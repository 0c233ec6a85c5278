package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.nio.ByteBuffer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Prepares pixels from a record's value, for Decode and Normalise, and for Classify if needed. */
final class ImagePreparation {
  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
  private final ImageDecoder decoder;

  ImagePreparation(ImageLimits limits, DecodeMode mode) {
    decoder = new ImageDecoder(limits, mode);
  }

  /** Returns the encoded image. */
  byte[] encoded(ImageRecord record) throws RejectedImageException {
    ImageEvent event = event(record);
    if (record.id() == null) {
      throw RejectedImageException.malformed(
          "id and source: expected at most %d characters, found %d and %d"
              .formatted(
                  ImageRecord.LONGEST_TEXT,
                  event.getId().length(),
                  event.getSource() == null ? 0 : event.getSource().length()));
    }
    ByteBuffer image = event.getImage();
    byte[] encoded = new byte[image.remaining()];
    image.duplicate().get(encoded);
    return encoded;
  }

  private ImageEvent event(ImageRecord record) throws RejectedImageException {
    try {
      return codec.decode(record.value());
    } catch (UnreadableEventException e) {
      throw RejectedImageException.of(e);
    }
  }

  /** Registers the counts of images of unusual kinds as metrics. */
  void register(MetricGroup group) {
    Gauge<Long> imagesWithoutEnd = decoder::imagesWithoutEnd;
    group.gauge("imagesWithoutEnd", imagesWithoutEnd);
  }

  /** Decodes the image upright at the geometry; rows are resized as they are decoded. */
  DecodedImage decode(ImageRecord record, byte[] encoded, InputGeometry geometry)
      throws RejectedImageException {
    try {
      return new DecodedImage(record, geometry, decoder.decode(encoded, geometry), true);
    } catch (InvalidImageException e) {
      throw RejectedImageException.of(e);
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.DECODE, e);
    }
  }

  /** Returns the pixels [cropHeight, cropWidth, 3]. */
  static byte[] normalise(DecodedImage image) throws RejectedImageException {
    try {
      return image.fitted()
          ? image.raster().rgb()
          : Normaliser.normalise(image.raster(), image.geometry()).rgb();
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.NORMALIZE, e);
    }
  }

  /** Does all steps, from the record to the pixels [cropHeight, cropWidth, 3]. */
  byte[] prepare(ImageRecord record, InputGeometry geometry) throws RejectedImageException {
    return normalise(decode(record, encoded(record), geometry));
  }
}
