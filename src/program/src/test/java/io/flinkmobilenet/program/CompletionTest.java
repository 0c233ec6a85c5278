package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completions in a shell that has read the script. */
class CompletionTest {
  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void write() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash absent");
    Invocation run = Invocation.of("completion", "bash");
    assertThat(run.exitCode()).as(run.err()).isZero();
    script = Files.writeString(folder.resolve("completion.sh"), run.out());
  }

  @Test
  void theScriptIsValidAndTheSameForBothShells() throws Exception {
    assertThat(bash("-n", script.toString())).isEmpty();
    assertThat(Invocation.of("completion", "zsh").out()).isEqualTo(Files.readString(script));
    assertThat(Invocation.of("completion", "fish").exitCode()).isEqualTo(2);
    assertThat(Invocation.of("completion").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "con, consume",
    "mod, model",
    "model pub, publish",
    "consume --rej, --rejected --rejected-format",
    "submit --from-s, --from-savepoint",
    "submit --delivery at, at-least-once",
    "consume --from ea, earliest",
    "consume --format ta, table",
    "classify --decode f, fast",
    "help mo, model",
  })
  void completesCommandsOptionsAndChoices(String typed, String completed) throws Exception {
    String[] words = ("mobilenet " + typed).split(" ");
    String line =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_mobilenet 2>/dev/null; echo \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    assertThat(bash("-c", line)).isEqualTo(completed);
  }

  @Test
  void isThereForTheLauncherWhateverFolderItIsCalledFrom() throws Exception {
    assertThat(bash("-c", "source " + script + "; complete -p mobilenet"))
        .contains("_complete_mobilenet");
  }

  private static String bash(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", "--norc"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return printed.strip();
  }
}
