package io.flinkmobilenet.program;

import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Misspelling;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the same text as {@code --help} of a command. */
@Command(name = "help", description = "Shows the help of a command, or the list of commands.")
final class HelpCommand implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Names.class,
      description = "The command, for example: model publish.")
  private List<String> path = List.of();

  /** The commands, for the Tab key. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Commands.names().iterator();
    }
  }

  @Override
  public void run() {
    CommandLine shown = command.parent().commandLine();
    for (String name : path) {
      CommandLine next = shown.getSubcommands().get(name);
      if (next == null) {
        throw Misspelling.unknownCommand(shown, name);
      }
      shown = next;
    }
    shown.usage(command.commandLine().getOut());
  }
}
