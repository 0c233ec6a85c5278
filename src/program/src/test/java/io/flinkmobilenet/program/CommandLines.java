package io.flinkmobilenet.program;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Parses command lines from other files in the same way as the program does. */
public final class CommandLines {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  private CommandLines() {}

  /**
   * Reads a command line without running it.
   *
   * @throws picocli.CommandLine.ParameterException if the program would refuse it
   */
  public static ParseResult parse(String... arguments) {
    // The settings of the parser in Main.run.
    return Commands.all()
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .parseArgs(KafkaPropertyArguments.gather(arguments));
  }

  /** Every command that has no subcommands, by its full name. */
  static Map<String, CommandLine> leaves() {
    return leaves(Commands.all(), "");
  }

  private static Map<String, CommandLine> leaves(CommandLine command, String path) {
    Map<String, CommandLine> found = new TreeMap<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              if (sub.getSubcommands().isEmpty()) {
                found.put(path + name, sub);
              } else {
                found.putAll(leaves(sub, path + name + " "));
              }
            });
    return found;
  }

  /** The long options that a text names. */
  static Set<String> optionsIn(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The long names of the options that a command shows. */
  static Set<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
