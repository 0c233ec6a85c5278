package io.flinkmobilenet.weights.safetensors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Says what is wrong with a JSON text: in one line, with its place, without quoting the text. */
public final class JsonFault {
  private static final Pattern NOT_FINITE =
      Pattern.compile("Non-standard token '(-?(?:Infinity|INF|NaN))'.*");

  /** The parts of Jackson's messages that name its own settings, which no user can change. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          ": enable `[^`]*` to allow"
              + "|: maybe a \\(non-standard\\) comment\\?.*"
              + "|, from `[^`]*`"
              + "| \\(bound as `[^`]*`\\): not allowed as per `[^`]*`");

  private JsonFault() {}

  /**
   * The fault as a clause, for example: {@code Unexpected character ('}') near line 3, column 9}.
   */
  public static String describe(JsonProcessingException fault) {
    String message = fault.getOriginalMessage().lines().findFirst().orElse("no JSON");
    String plain = SETTINGS.matcher(message).replaceAll("");
    return NOT_FINITE.matcher(plain).replaceFirst("expected a finite number, found $1")
        + place(fault.getLocation());
  }

  private static String place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " near line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
