package io.flinkmobilenet.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.program.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the commands that an operator would type. */
final class Cli {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cli() {}

  /**
   * Runs a command in this JVM.
   *
   * @return the last line that it printed, as JSON
   * @throws IOException with the message of the command if its exit code is not 0
   */
  static JsonNode run(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    if (code != 0) {
      throw new IOException(String.join(" ", arguments) + " ended with " + code + ": " + err);
    }
    return JSON.readTree(out.toString().lines().reduce("", (first, last) -> last));
  }
}
