package io.flinkmobilenet.stream.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a command line into option names, without hyphens, and their values.
 *
 * <p>Flink's {@code ParameterTool} does not suffice: it does not read {@code --name=value}, accepts
 * unknown names, and silently takes the last of two values. The parser of the commands would be one
 * more library in the job's jar, where it could clash with another version on the cluster.
 */
final class JobArguments {
  private static final List<JobOption> OPTIONS = JobOptions.described();

  private JobArguments() {}

  /** Reads {@code --name value}, {@code --name=value} and flags; refuses unknown names. */
  static Map<String, String> parse(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = name(args[i]);
      int equals = name.indexOf('=');
      if (equals >= 0) {
        put(values, name.substring(0, equals), name.substring(equals + 1));
      } else if (isFlag(name)) {
        put(values, name, "true");
      } else if (i + 1 < args.length) {
        put(values, name, args[++i]);
      } else {
        requireKnown(name);
        throw new InvalidOptionException("--" + name + ": expected a value, found none");
      }
    }
    return values;
  }

  private static String name(String argument) {
    if (!argument.startsWith("--") || argument.length() == 2) {
      throw new InvalidOptionException("expected an option, --NAME, found '" + argument + "'");
    }
    return argument.substring(2);
  }

  private static void put(Map<String, String> values, String name, String value) {
    requireKnown(name);
    if (values.putIfAbsent(name, value) != null) {
      throw new InvalidOptionException("--" + name + ": expected once, found twice");
    }
  }

  private static boolean isFlag(String name) {
    return OPTIONS.stream().anyMatch(option -> option.flag() && option.name().equals(name));
  }

  static void requireKnown(String name) {
    if (!JobOptions.isKnown(name)) {
      List<String> names = OPTIONS.stream().map(JobOption::name).toList();
      String nearest =
          NearestName.of(name, names).map(known -> ", did you mean --" + known + "?").orElse(";");
      throw new InvalidOptionException("unknown option --" + name + nearest + " --help lists all");
    }
  }
}
