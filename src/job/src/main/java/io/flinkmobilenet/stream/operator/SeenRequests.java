package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which requests arrived since the operator started: an operator without a model first
 * reads the topic itself, and then the stream delivers the same requests again. Only the latest are
 * remembered.
 */
final class SeenRequests {
  private static final int MOST = 10_000;

  /** Strings, because on JDK 17 a record's generated equals keeps the job's class loader alive. */
  private final Set<String> latest =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST;
            }
          });

  /** Remembers a request; returns false if it arrived before. */
  boolean add(ModelRequest request) {
    return latest.add(request.title());
  }
}
