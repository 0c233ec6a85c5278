package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.state.CopiedHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Chooses the headers of an image's record that come back. */
final class HeaderCopy {
  /** Most headers that are copied. */
  static final int MOST = 32;

  /** Most bytes of the names and values of all headers that are copied. */
  static final int MOST_BYTES = 8 << 10;

  private final Set<String> names;

  HeaderCopy(Set<String> names) {
    this.names = names;
  }

  /** Returns the chosen headers in their order; those beyond the limits are left out. */
  List<CopiedHeader> of(Headers headers) {
    List<CopiedHeader> copied = List.of();
    int bytes = 0;
    for (Header header : headers) {
      if (!names.contains(header.key()) || copied.size() == MOST) {
        continue;
      }
      int length = header.key().getBytes(StandardCharsets.UTF_8).length;
      length += header.value() == null ? 0 : header.value().length;
      if (bytes + length <= MOST_BYTES) {
        bytes += length;
        copied = copied.isEmpty() ? new ArrayList<>() : copied;
        copied.add(new CopiedHeader(header.key(), header.value()));
      }
    }
    return copied;
  }
}
