package io.flinkmobilenet.program;

import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script for shells. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options with the Tab key.",
      "For this shell: source <(mobilenet completion bash)"
    })
final class CompletionCommand implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  /** The values of an option in the script, which the documents write in small letters. */
  private static final Pattern CHOICES = Pattern.compile("(?m)(?<=_args=)[(\"][^#\\n]*");

  /** The supported shells. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(
      paramLabel = "bash|zsh",
      description =
          "The shell. The script is the same for both; zsh loads it with its bashcompinit.")
  private Shell shell;

  @Override
  public void run() {
    CommandSpec program = command.root();
    String script = AutoComplete.bash(program.name(), program.commandLine());
    String small =
        CHOICES.matcher(script).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    command.commandLine().getOut().print(small);
  }
}
