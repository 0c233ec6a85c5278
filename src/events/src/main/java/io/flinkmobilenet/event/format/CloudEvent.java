package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CloudEvent of version 1.0.
 *
 * @param attributes context attributes and extensions by name, without a prefix
 * @param data the data; null if there is none
 */
record CloudEvent(Map<String, String> attributes, ByteBuffer data) {
  /**
   * Checks the attributes that every event has.
   *
   * @throws UnreadableEventException if one is missing or the version is another one
   */
  CloudEvent checked() throws UnreadableEventException {
    if (!CloudEventNames.VERSION_1_0.equals(required(CloudEventNames.SPEC_VERSION))) {
      throw refusal(
          CloudEventNames.SPEC_VERSION
              + ": expected 1.0, found '%s'"
                  .formatted(JsonValues.excerpt(attributes.get(CloudEventNames.SPEC_VERSION))));
    }
    required(CloudEventNames.ID);
    required(CloudEventNames.SOURCE);
    required(CloudEventNames.TYPE);
    return this;
  }

  private String required(String name) throws UnreadableEventException {
    String value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw refusal(name + ": expected it, found none");
    }
    return value;
  }

  /** Returns the attribute {@code time}, or the given time if there is none. */
  Instant time(long otherwise) throws UnreadableEventException {
    String time = attributes.get(CloudEventNames.TIME);
    try {
      return time == null ? Instant.ofEpochMilli(otherwise) : JsonValues.time(time);
    } catch (DateTimeException | ArithmeticException e) {
      throw refusal(
          "time: expected a time as RFC 3339, found '%s'".formatted(JsonValues.excerpt(time)));
    }
  }

  /** Returns the attributes that are none of CloudEvents itself, for example {@code subject}. */
  Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>(attributes);
    others.remove(CloudEventNames.SPEC_VERSION);
    others.remove(CloudEventNames.ID);
    others.remove(CloudEventNames.SOURCE);
    others.remove(CloudEventNames.TYPE);
    others.remove(CloudEventNames.TIME);
    others.remove(CloudEventNames.DATA_CONTENT_TYPE);
    return others;
  }

  static UnreadableEventException refusal(String message) {
    return new UnreadableEventException(Reason.MALFORMED_RECORD, "CloudEvent: " + message);
  }
}
