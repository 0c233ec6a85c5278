package io.flinkmobilenet.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Converts {@code --kafka.<property> <value>} to the map option {@code --kafka-property
 * <property>=<value>}, because the option parser supports fixed names only.
 */
final class KafkaPropertyArguments {
  private static final String PREFIX = "--kafka.";

  private KafkaPropertyArguments() {}

  static String[] gather(String... arguments) {
    List<String> gathered = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith(PREFIX)) {
        gathered.add(argument);
        continue;
      }
      String property = argument.substring(PREFIX.length());
      if (property.indexOf('=') < 0 && i + 1 < arguments.length) {
        property += "=" + arguments[++i];
      }
      gathered.add("--kafka-property=" + property);
    }
    return gathered.toArray(String[]::new);
  }
}
