package io.flinkmobilenet.cli.submit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a job is to start.
 *
 * @param arguments of its main method
 * @param parallelism null for the cluster's default
 * @param savepoint null for a job without a past
 */
record JobStart(List<String> arguments, Integer parallelism, String savepoint) {
  /** What the job is called on the cluster, where its group is the default one. */
  static final String NAME = "flink-mobilenet";

  /** Whether a job of this program is called so: other groups follow in parentheses. */
  static boolean isNameOfJob(String name) {
    return name.equals(NAME) || name.startsWith(NAME + " (");
  }

  /**
   * As Flink's REST API wants it.
   *
   * @see <a
   *     href="https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/rest_api/#jars-jarid-run">POST
   *     /jars/:jarid/run</a>
   */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("programArgsList", arguments);
    if (parallelism != null) {
      body.put("parallelism", parallelism);
    }
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    return body;
  }
}
