package io.flinkmobilenet.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command that say how it speaks. */
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
      description = "JSON: one object a line. Default: table on a terminal, json elsewhere.")
  private OutputFormat format;

  @Option(names = VERBOSE, description = "Log progress, and show where a failure came from.")
  private boolean verbose;

  /** What the command prints its results to; logging is set as well. */
  public Output open() {
    Level level = verbose ? Level.INFO : Level.WARN;
    Configurator.setRootLevel(level);
    // Their warnings are for operators of clusters, and a client that cannot connect gives several
    // a second; what matters to a command ends it, and is said once.
    LIBRARIES.forEach(name -> Configurator.setLevel(name, verbose ? level : Level.ERROR));
    PrintWriter out = command.commandLine().getOut();
    return new Output(out, format());
  }

  /**
   * Starts to count towards a number of steps, shown where somebody can see it.
   *
   * @param steps in all, or -1 where that is not known
   */
  public Progress progress(String task, long steps) {
    return new Progress(task, steps, Terminal.onStandardError());
  }

  /**
   * The same for a command that prints a line with every step: where those go to the same terminal
   * they show progress themselves.
   */
  public Progress progressBesideLines(String task, long steps) {
    return new Progress(task, steps, Terminal.onStandardError() && !Terminal.onStandardOutput());
  }

  /** A line that says how things stand, where somebody can see it. */
  public LiveLine liveLine() {
    return new LiveLine(Terminal.onStandardError() ? command.commandLine().getErr() : null);
  }

  /** Says on standard error what takes a while, where somebody can see it. */
  public void note(String message) {
    if (Terminal.onStandardError()) {
      complain(message);
    }
  }

  /** Prints a line to standard error: of something that failed without ending the command. */
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
