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

/** From a record's value to pixels: what Decode and Normalise do, and Classify where it has to. */
final class ImagePreparation {
  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
  private final ImageDecoder decoder;

  ImagePreparation(ImageLimits limits, DecodeMode mode) {
    decoder = new ImageDecoder(limits, mode);
  }

  /** The encoded picture. */
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

  /** Lets it be seen how many images were of unusual kinds. */
  void register(MetricGroup group) {
    Gauge<Long> imagesWithoutEnd = decoder::imagesWithoutEnd;
    group.gauge("imagesWithoutEnd", imagesWithoutEnd);
  }

  /** The upright picture at the geometry, to which it is brought row by row. */
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

  /** The pixels [cropHeight, cropWidth, 3]. */
  static byte[] normalise(DecodedImage image) throws RejectedImageException {
    try {
      return image.fitted()
          ? image.raster().rgb()
          : Normaliser.normalise(image.raster(), image.geometry()).rgb();
    } catch (RuntimeException e) {
      throw RejectedImageException.of(Stage.NORMALIZE, e);
    }
  }

  /** All of it. */
  byte[] prepare(ImageRecord record, InputGeometry geometry) throws RejectedImageException {
    return normalise(decode(record, encoded(record), geometry));
  }
}
