package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;

/**
 * Stops a cluster when this JVM has ended for any reason: a shell waits for the end of a pipe. The
 * pipe is closed even if the JVM is killed, so no shutdown hook is needed.
 */
final class Guardian implements AutoCloseable {
  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts the shell.
   *
   * @param down the script that stops the cluster
   * @param environment environment of the script, which names the cluster
   */
  static Guardian of(Path down, Map<String, String> environment) throws IOException {
    // Ctrl-C reaches every process of a terminal.
    String wait = "trap '' INT TERM HUP; read -r; exec \"$0\"";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", wait, down.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().putAll(environment);
    return new Guardian(builder.start());
  }

  /** Ends this JVM if the process that started it has ended, since nothing else would stop it. */
  static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
  }

  /** Ends the shell, which stops the cluster unless it is down already. */
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    shell.onExit().join();
  }
}
