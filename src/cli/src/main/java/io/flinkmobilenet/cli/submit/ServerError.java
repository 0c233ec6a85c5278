package io.flinkmobilenet.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import java.util.List;

/**
 * The cause of a failure on the cluster.
 *
 * @param type full name of the exception's class; empty if it is not known
 * @param message message of the exception
 */
record ServerError(String type, String message) {
  private static final String OWN_PACKAGE = "io.flinkmobilenet.";
  private static final String CAUSED_BY = "Caused by: ";
  private static final String CLASS_NAME = "(?:[\\w$]+\\.)+[\\w$]+";

  /** Reads the errors in the response to a request. */
  static ServerError of(int status, JsonNode errors) {
    String last = errors.isEmpty() ? "" : errors.get(errors.size() - 1).asText();
    return last.isBlank() ? new ServerError("", "status " + status) : ofTrace(last);
  }

  /**
   * Reads a stack trace. Takes the job's own message if there is one, otherwise the innermost
   * cause.
   */
  static ServerError ofTrace(String trace) {
    List<ServerError> causes =
        trace
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(CAUSED_BY))
            .map(line -> ofLine(line.substring(CAUSED_BY.length())))
            .toList();
    return causes.stream()
        .filter(cause -> cause.type().startsWith(OWN_PACKAGE))
        .findFirst()
        .or(() -> causes.stream().reduce((first, second) -> second))
        .orElseGet(() -> ofLine(trace.lines().findFirst().orElse("")));
  }

  private static ServerError ofLine(String line) {
    int colon = line.indexOf(": ");
    return colon > 0 && line.substring(0, colon).matches(CLASS_NAME)
        ? new ServerError(line.substring(0, colon), line.substring(colon + 2))
        : new ServerError("", line);
  }

  /** True if the job could not reach Kafka or a topic. */
  boolean lacksAService() {
    return type.equals(KafkaNotReadyException.class.getName());
  }
}
