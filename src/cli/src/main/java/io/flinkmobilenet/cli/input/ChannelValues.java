package io.flinkmobilenet.cli.input;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number for each channel.
 *
 * @param values for red, green and blue, from 0 to 1
 */
record ChannelValues(List<Float> values) {
  private static final int CHANNELS = 3;

  /** Reads three numbers, or one for all channels. */
  static final class Converter implements ITypeConverter<ChannelValues> {
    @Override
    public ChannelValues convert(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length != 1 && parts.length != CHANNELS) {
        throw new TypeConversionException("expected 1 or 3 numbers, found '" + text + "'");
      }
      Float[] values = new Float[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        values[c] = number(parts[Math.min(c, parts.length - 1)]);
      }
      return new ChannelValues(List.of(values));
    }

    private static float number(String text) {
      try {
        float value = Float.parseFloat(text.strip());
        if (value >= 0 && value <= 1) {
          return value;
        }
      } catch (NumberFormatException e) {
        // The message below names the text.
      }
      throw new TypeConversionException(
          "expected numbers from 0 to 1, found '%s'; divide those of pixels from 0 to 255 by 255"
              .formatted(text));
    }
  }
}
