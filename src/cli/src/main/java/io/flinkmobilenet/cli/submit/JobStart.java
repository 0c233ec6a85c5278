package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.stream.JobParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters with which a job is started.
 *
 * @param arguments arguments of its main method
 * @param parallelism null for the cluster's default
 * @param savepoint savepoint to start from; null for none
 */
record JobStart(List<String> arguments, Integer parallelism, String savepoint) {
  /** Whether a job of this program can have this name. */
  static boolean isNameOfJob(String name) {
    return name.equals(JobParameters.JOB_NAME) || name.startsWith(JobParameters.JOB_NAME + " (");
  }

  /**
   * The body of a request to Flink's REST API.
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
