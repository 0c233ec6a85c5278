package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.simd.KernelChoice;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/**
 * What an engine is made from.
 *
 * @param model where the model is
 * @param digest SHA-256 that it must have; null for any
 * @param maxBytes longest encoded image
 * @param maxPixels pixels of the largest image
 * @param decode how exactly images are decoded
 * @param kernel kernels of the network
 */
record EngineSettings(
    String model,
    String digest,
    int maxBytes,
    long maxPixels,
    DecodeMode decode,
    KernelChoice kernel)
    implements Serializable {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks all values; a message names the option. */
  EngineSettings {
    if (model.isBlank()) {
      throw new ValidationException("'model': expected a URI or bundled:NAME/VERSION, found ''");
    }
    if (digest != null && !SHA256.matcher(digest).matches()) {
      throw new ValidationException(
          "'digest': expected 64 lower-case hexadecimal digits, found '" + digest + "'");
    }
    if (maxBytes < 1 || maxPixels < 1) {
      throw new ValidationException(
          "'max-image-bytes' and 'max-image-pixels': expected at least 1, found %d and %d"
              .formatted(maxBytes, maxPixels));
    }
  }

  static EngineSettings of(ReadableConfig options) {
    long maxBytes = options.get(ProviderOptions.MAX_IMAGE_BYTES).getBytes();
    return new EngineSettings(
        options.get(ProviderOptions.MODEL),
        options.get(ProviderOptions.DIGEST),
        (int) Math.min(maxBytes, Integer.MAX_VALUE),
        options.get(ProviderOptions.MAX_IMAGE_PIXELS),
        options.get(ProviderOptions.DECODE),
        options.get(ProviderOptions.KERNEL));
  }

  /** The defaults of all options but the model. */
  static EngineSettings of(String model, String digest) {
    return new EngineSettings(
        model,
        digest,
        ImageLimits.DEFAULT.maxBytes(),
        ImageLimits.DEFAULT.maxPixels(),
        DecodeMode.FAST,
        KernelChoice.AUTO);
  }

  /** Whether the same image always gets the same answer. */
  boolean deterministic() {
    return digest != null || ModelLocation.isBundled(model);
  }

  ImageLimits limits() {
    return new ImageLimits(maxBytes, maxPixels);
  }
}
