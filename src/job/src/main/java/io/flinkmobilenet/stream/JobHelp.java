package io.flinkmobilenet.stream;

import io.flinkmobilenet.stream.config.JobOption;
import io.flinkmobilenet.stream.config.JobOptions;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Help text of the job's options. */
final class JobHelp {
  private JobHelp() {}

  static boolean isAskedFor(String[] args) {
    return Arrays.asList(args).contains("--help");
  }

  static String text() {
    return JobOptions.described().stream()
        .map(JobHelp::line)
        .collect(
            Collectors.joining(
                "\n",
                "Options of the flink-mobilenet job:\n",
                "\n  --kafka.PROPERTY VALUE\n      Is passed to every Kafka client unchanged."));
  }

  private static String line(JobOption option) {
    String value = option.flag() ? "" : " " + option.value();
    String byDefault =
        option.flag() || option.defaultValue().isEmpty()
            ? ""
            : " Default: " + option.defaultValue() + ".";
    return "  --" + option.name() + value + "\n      " + option.description() + byDefault;
  }
}
