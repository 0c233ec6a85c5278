package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads the headers of a record as texts. */
final class HeaderTexts {
  /** Most headers that an image may have. */
  static final int MOST = 64;

  /** Most bytes of all names and values of the headers of an image. */
  static final int MOST_BYTES = 16 << 10;

  /** Headers of a trace, which are no attributes of the image. */
  private static final Set<String> TRACE = Set.of("traceparent", "tracestate");

  private HeaderTexts() {}

  /**
   * Returns the headers by name, the last one where a name is repeated. Headers without a value,
   * headers whose value is not UTF-8, and those of a trace are left out.
   *
   * @throws UnreadableEventException if there are more headers or bytes than allowed
   */
  static Map<String, String> of(Headers headers) throws UnreadableEventException {
    return of(headers, "");
  }

  /** Does the same for those headers alone whose names have a prefix, and leaves it out. */
  static Map<String, String> of(Headers headers, String prefix) throws UnreadableEventException {
    Map<String, String> texts = new LinkedHashMap<>();
    int count = 0;
    long bytes = 0;
    for (Header header : headers) {
      if (!header.key().startsWith(prefix)) {
        continue;
      }
      byte[] value = header.value() == null ? new byte[0] : header.value();
      count++;
      bytes += header.key().length() + value.length;
      if (count > MOST || bytes > MOST_BYTES) {
        throw new UnreadableEventException(
            Reason.MALFORMED_RECORD,
            "headers%s: expected at most %d with %d bytes in all, found more"
                .formatted(prefix.isEmpty() ? "" : " " + prefix + "…", MOST, MOST_BYTES));
      }
      if (header.value() != null && !TRACE.contains(header.key())) {
        RecordParts.text(value)
            .ifPresent(text -> texts.put(header.key().substring(prefix.length()), text));
      }
    }
    return texts;
  }
}
