package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.ActivationRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which activations came since the operator started: an operator without a model reads the topic by
 * itself first, and the stream then delivers the same again. Remembers the latest only.
 */
final class SeenActivations {
  private static final int MOST = 10_000;

  /** Texts, because on JDK 17 a record's own equals keeps the job's class loader. */
  private final Set<String> latest =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST;
            }
          });

  /** Remembers an activation; false where it came before. */
  boolean add(ActivationRequest activation) {
    return latest.add(activation.key() + " " + activation.epoch());
  }
}
