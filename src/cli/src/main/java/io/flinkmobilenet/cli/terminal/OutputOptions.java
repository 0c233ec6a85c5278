package io.flinkmobilenet.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Output options shared by all commands. */
public final class OutputOptions {
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.flink",
          "org.apache.pekko",
          "CoordinatedShutdown",
          "org.apache.kafka",
          "kafka",
          "org.eclipse.jetty");

  static final String VERBOSE = "--verbose";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description =
          "Output format; json prints one object per line. Default: table on a terminal, otherwise json.")
  private OutputFormat format;

  @Option(names = VERBOSE, description = "Log progress, and print stack traces of failures.")
  private boolean verbose;

  /** Opens the output for the command's results and configures logging. */
  public Output open() {
    Level level = verbose ? Level.INFO : Level.WARN;
    Configurator.setRootLevel(level);
    // The libraries' warnings are meant for operators of clusters, and a client that cannot connect
    // logs several per second. A failure that matters to a command ends it and is reported once.
    LIBRARIES.forEach(name -> Configurator.setLevel(name, verbose ? level : Level.ERROR));
    PrintWriter out = command.commandLine().getOut();
    return new Output(out, format());
  }

  /**
   * Starts a progress bar, which is shown only on a terminal.
   *
   * @param steps total number of steps; -1 if it is not known
   */
  public Progress progress(String task, long steps) {
    return new Progress(task, steps, Terminal.onStandardError());
  }

  /**
   * Starts a progress bar for a command that prints a line per step. It is not shown if these lines
   * go to the same terminal, since they already show progress.
   */
  public Progress progressBesideLines(String task, long steps) {
    return new Progress(task, steps, Terminal.onStandardError() && !Terminal.onStandardOutput());
  }

  /** A status line, which is shown only on a terminal. */
  public LiveLine liveLine() {
    return new LiveLine(Terminal.onStandardError() ? command.commandLine().getErr() : null);
  }

  /** Announces on standard error something that takes a while, if it is a terminal. */
  public void note(String message) {
    if (Terminal.onStandardError()) {
      complain(message);
    }
  }

  /** Prints a line to standard error about a problem that does not end the command. */
  public void complain(String message) {
    PrintWriter err = command.commandLine().getErr();
    err.println("mobilenet: " + message);
    err.flush();
  }

  private OutputFormat format() {
    if (format != null) {
      return format;
    }
    return Terminal.onStandardOutput() ? OutputFormat.TABLE : OutputFormat.JSON;
  }
}
