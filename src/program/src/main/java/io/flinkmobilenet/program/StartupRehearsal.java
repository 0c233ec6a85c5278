package io.flinkmobilenet.program;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the short commands once against a broker in this process. The launcher starts it with {@code
 * -XX:ArchiveClassesAtExit}, so that the JVM writes all loaded classes to a class-data-sharing
 * archive. Later commands load them from there without parsing and verifying them.
 */
final class StartupRehearsal {
  private static final List<String> COMMANDS =
      List.of(
          "--version",
          "--help",
          "topics create",
          "model publish bundled:roadsigns/1 --name rehearsal --version 1 --activate",
          "model list",
          "camera --frames 1",
          "consume --max 1 --timeout 0s");

  private StartupRehearsal() {}

  /**
   * Ends with 0 even if a command failed, because an archive of fewer classes is useful as well.
   */
  public static void main(String[] arguments) throws Exception {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try (EmbeddedKafka kafka = EmbeddedKafka.startEmpty()) {
      for (String command : COMMANDS) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        if (!command.startsWith("--")) {
          words.add("--bootstrap-servers=" + kafka.bootstrapServers());
        }
        Main.run(nowhere, nowhere, words.toArray(String[]::new));
      }
    }
    System.exit(0);
  }
}
