package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of a model in {@code CREATE MODEL … WITH (…)}, beside {@code provider}. */
final class ProviderOptions {
  static final ConfigOption<String> MODEL =
      ConfigOptions.key("model")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory of a model, or its file model.safetensors, as a URI of one of Flink's file"
                  + " systems, or bundled:NAME/VERSION.");

  static final ConfigOption<String> DIGEST =
      ConfigOptions.key("digest")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "SHA-256 that the model must have, 64 hexadecimal digits. With it predictions are"
                  + " deterministic.");

  static final ConfigOption<OnError> ON_ERROR =
      ConfigOptions.key("on-error")
          .enumType(OnError.class)
          .defaultValue(OnError.NULL)
          .withDescription("What a query gets for an image that cannot be classified.");

  static final ConfigOption<Integer> TOP_K =
      ConfigOptions.key("top-k")
          .intType()
          .defaultValue(5)
          .withDescription("Number of rows in the column classes.");

  static final ConfigOption<MemorySize> MAX_IMAGE_BYTES =
      ConfigOptions.key("max-image-bytes")
          .memoryType()
          .defaultValue(new MemorySize(ImageLimits.DEFAULT.maxBytes()))
          .withDescription("Images with a longer encoding are not classified.");

  static final ConfigOption<Long> MAX_IMAGE_PIXELS =
      ConfigOptions.key("max-image-pixels")
          .longType()
          .defaultValue(ImageLimits.DEFAULT.maxPixels())
          .withDescription("Images with more pixels are not classified.");

  static final ConfigOption<DecodeMode> DECODE =
      ConfigOptions.key("decode")
          .enumType(DecodeMode.class)
          .defaultValue(DecodeMode.FAST)
          .withDescription("As the option of the job.");

  static final ConfigOption<KernelChoice> KERNEL =
      ConfigOptions.key("kernel")
          .enumType(KernelChoice.class)
          .defaultValue(KernelChoice.AUTO)
          .withDescription("As the option of the job.");

  static final ConfigOption<String> TASK =
      ConfigOptions.key("task")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Task of the model, which Flink defines and which changes nothing here.");

  static final Set<ConfigOption<?>> REQUIRED = Set.of(MODEL);

  static final Set<ConfigOption<?>> OPTIONAL =
      Set.of(DIGEST, ON_ERROR, TOP_K, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, DECODE, KERNEL, TASK);

  private ProviderOptions() {}
}
