package io.flinkmobilenet.cli.terminal;

import io.flinkmobilenet.stream.config.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes unknown arguments of a command line and suggests what was meant. */
public final class Misspelling {
  private static final String KAFKA_PROPERTY = "--kafka-property=";

  private static final Pattern CHOICE =
      Pattern.compile(
          "(?s)(.*expected one of )\\[(.*)\\] \\(case-insensitive\\) but was '(.*)'(.*)");

  private Misspelling() {}

  /** The failure for an unknown command. */
  public static ParameterException unknownCommand(CommandLine above, String name) {
    return new ParameterException(above, command(above, name));
  }

  /** The message for an unexpected argument. */
  static String describe(UnmatchedArgumentException failure) {
    CommandLine command = failure.getCommandLine();
    String argument = failure.getUnmatched().get(0);
    if (argument.startsWith("-")) {
      return option(command, argument);
    }
    return command.getSubcommands().isEmpty()
        ? "expected no argument, found '" + argument + "'"
        : command(command, argument);
  }

  /** The parser's message for a value, with choices as help writes them and the nearest one. */
  static String describeValue(String message) {
    String plain = String.valueOf(message).replace("option option", "option");
    Matcher choice = CHOICE.matcher(plain);
    if (!choice.matches()) {
      return plain;
    }
    String choices = choice.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
    String found = choice.group(3);
    Optional<String> meant =
        NearestName.of(found.toLowerCase(Locale.ROOT), List.of(choices.split(", ")));
    return "%s[%s], found '%s'%s".formatted(choice.group(1), choices, found, suggestion(meant));
  }

  private static String option(CommandLine command, String argument) {
    if (argument.startsWith(KAFKA_PROPERTY)) {
      return "this command does not connect to Kafka: expected no option that begins with --kafka.";
    }
    String name = argument.replaceFirst("=.*", "");
    TreeMap<String, String> known = new TreeMap<>();
    command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> known.put(stripped(option.longestName()), option.longestName()));
    return "unknown option '%s'%s"
        .formatted(
            name, suggestion(NearestName.of(stripped(name), known.keySet()).map(known::get)));
  }

  private static String stripped(String option) {
    return option.replaceFirst("^-+", "");
  }

  private static String command(CommandLine above, String name) {
    Collection<String> known = above.getSubcommands().keySet();
    Optional<String> meant =
        NearestName.of(name, known).or(() -> below(above, name).stream().findFirst());
    return "unknown command '%s'%s".formatted(name, suggestion(meant));
  }

  /** The subcommands that have exactly this name, with their full path. */
  private static List<String> below(CommandLine above, String name) {
    List<String> found = new ArrayList<>();
    above
        .getSubcommands()
        .forEach(
            (group, command) ->
                command.getSubcommands().keySet().stream()
                    .filter(name::equals)
                    .forEach(match -> found.add(group + " " + match)));
    return found;
  }

  private static String suggestion(Optional<String> meant) {
    return meant.map(name -> ", did you mean '" + name + "'?").orElse("");
  }
}
