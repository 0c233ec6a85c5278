package io.flinkmobilenet.program;

import io.flinkmobilenet.cli.terminal.FailureReporter;
import io.flinkmobilenet.cli.terminal.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new StandardOutput(new FileOutputStream(FileDescriptor.out)),
            standardError(),
            arguments));
  }

  /**
   * Runs a command.
   *
   * @param out receives results
   * @param err receives failures
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    String[] gathered = KafkaPropertyArguments.gather(arguments);
    int code =
        Commands.neededFor(gathered)
            .setCaseInsensitiveEnumValuesAllowed(true)
            // An image's name may begin with @.
            .setExpandAtFiles(false)
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(new FailureReporter())
            .setParameterExceptionHandler(new FailureReporter())
            .execute(gathered);
    out.flush();
    err.flush();
    return code;
  }

  private static PrintWriter standardError() {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
        true);
  }
}
