package io.flinkmobilenet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static final String WIPE = "\r\u001b[K";

  @Test
  void isWrittenOverAndMakesRoomForResults() {
    StringWriter terminal = new StringWriter();
    try (LiveLine line = new LiveLine(new PrintWriter(terminal))) {
      line.show("1");
      line.show("2");
      line.above(() -> terminal.write("result\n"));
    }
    assertThat(terminal)
        .hasToString(WIPE + "1" + WIPE + "2" + WIPE + "result\n" + WIPE + "2" + WIPE);
  }

  @Test
  void isSilentWhereNobodySeesIt() {
    StringWriter results = new StringWriter();
    try (LiveLine line = new LiveLine(null)) {
      line.show("1");
      line.above(() -> results.write("result"));
      assertThat(line.visible()).isFalse();
    }
    assertThat(results).hasToString("result");
  }
}
