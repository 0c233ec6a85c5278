package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;

/**
 * Takes a cluster down when this JVM is gone, however it went: a shell that waits for the end of a
 * pipe. Not even a JVM that is killed can keep the pipe open, and no shutdown hook is needed.
 */
final class Guardian implements AutoCloseable {
  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts it.
   *
   * @param down the script
   * @param environment the script's, which names the cluster
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

  /** Ends this JVM where the one that started it is gone: nobody would stop it otherwise. */
  static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
  }

  /** The cluster is down already, or goes down now. */
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    shell.onExit().join();
  }
}
