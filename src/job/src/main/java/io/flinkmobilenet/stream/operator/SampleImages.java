package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Images with which the decoder is warmed up: drawn road signs as baseline JPEG with halved chroma,
 * as cameras send them, a small one and one that is decoded at a fraction of its size.
 */
final class SampleImages {
  private static final List<String> FILES = List.of("sample-320x240.jpg", "sample-1280x960.jpg");

  /** The size of most networks. The size of a model's own images only changes some numbers. */
  private static final InputGeometry SIZE = new InputGeometry(256, 224, 224);

  private static final WarmUp WARM_UP = new WarmUp();

  private SampleImages() {}

  /** Decodes the images until the decoder is compiled or the time is up. */
  static void warmUp(DecodeMode mode, Duration limit) {
    List<byte[]> images = read();
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, mode);
    WARM_UP.run(limit, () -> images.forEach(image -> decode(decoder, image)));
  }

  private static void decode(ImageDecoder decoder, byte[] image) {
    try {
      decoder.decode(image, List.of(SIZE));
    } catch (InvalidImageException e) {
      throw new IllegalStateException("a sample image cannot be decoded", e);
    }
  }

  /** Returns the encoded images. */
  static List<byte[]> read() {
    List<byte[]> images = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream in = SampleImages.class.getResourceAsStream(file)) {
        images.add(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("the job's jar is damaged at " + file, e);
      }
    }
    return images;
  }
}
