package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.stream.file.YamlValue;
import java.util.regex.Pattern;

/** Reads numbers of a file. */
final class YamlNumber {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,20}(\\.\\d{1,50})?(E-?\\d{1,3})?");

  private YamlNumber() {}

  static long whole(YamlValue value) {
    String text = value.text("a whole number");
    if (!WHOLE.matcher(text).matches()) {
      throw value.refusal("a whole number");
    }
    return Long.parseLong(text);
  }

  static double decimal(YamlValue value) {
    return Double.parseDouble(text(value, "a number"));
  }

  static float probability(YamlValue value) {
    float number = Float.parseFloat(text(value, "a number of 0 to 1"));
    if (number > 1) {
      throw value.refusal("a number of 0 to 1");
    }
    return number;
  }

  private static String text(YamlValue value, String expected) {
    String text = value.text(expected);
    if (!DECIMAL.matcher(text).matches()) {
      throw value.refusal(expected);
    }
    return text;
  }

  static boolean truth(YamlValue value) {
    String text = value.text("true or false");
    if (!text.equals("true") && !text.equals("false")) {
      throw value.refusal("true or false");
    }
    return text.equals("true");
  }
}
