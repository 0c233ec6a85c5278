package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--nonsense",
        "publish",
        "publish --repeat 0 a.jpg",
        "publish --rate -1 a.jpg",
        "publish --rate fast a.jpg",
        "publish --format xml a.jpg",
        "publish --kafka.acks",
        "consume --max many",
        "consume --max 0",
        "consume --timeout soon",
        "consume --from middle",
        "consume --save pictures",
        "demo --for 0s",
        "demo --rate 0",
        "demo --port 70000",
        "demo --parallelism 0",
        "consume --rejected --status",
        "consume --status --html a.html",
        "consume --html a.html --max 10001",
        "evaluate --model folder",
        "evaluate --model folder --camera 0",
        "evaluate --model folder --camera 1 pictures",
        "evaluate --model folder --camera 1 --size 8x8",
        "camera --rate -1",
        "camera --rate fast",
        "camera --frames 0",
        "camera --size 32x32",
        "camera --save a --sheet b.png",
        "model",
        "model inspect bundled:nonsense",
        "model inspect --classes 0 folder",
        "model inspect --classes 100000000 folder",
        "model publish",
        "model publish folder --name a",
        "model activate --name a --version 1/2",
        "topics",
        "frames http://127.0.0.1:99999/x",
        "frames http://user:secret@127.0.0.1/x",
        "frames ftp://127.0.0.1/x",
        "watch --port 70000",
        "watch --port x",
        "watch --from middle",
        "watch --bind no.such.host.invalid",
        "bench",
        "bench network --threads 0",
        "bench job --parallelism 0",
        "bench job --parallelism 1,x",
        "bench job --for 0s",
        "bench job --for 1h",
        "bench job --rate 0",
        "bench job --delivery twice",
        "bench job --swap bundled:nonsense",
      })
  void wrongCommandLinesEndWithTwoAndOneLine(String line) {
    Invocation run = Invocation.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().startsWith("mobilenet: ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelpsAndSaysItsVersion(List<String> path) {
    Invocation help = Invocation.of(with(path, "--help"));
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: " + String.join(" ", path));
    Invocation version = Invocation.of(with(path, "-V"));
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("flink-mobilenet ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandThatPrintsKnowsFormatAndVerbose(List<String> path) {
    CommandLine command = Commands.all();
    for (String name : path.subList(1, path.size())) {
      command = command.getSubcommands().get(name);
    }
    boolean aboutTheProgram = Set.of("help", "completion").contains(command.getCommandName());
    if (command.getSubcommands().isEmpty() && !aboutTheProgram) {
      assertThat(command.getCommandSpec().optionsMap()).containsKeys("--format", "--verbose");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "publsh, unknown command 'publsh' did you mean 'publish'?",
    "sumbit, unknown command 'sumbit' did you mean 'submit'?",
    "model pubish, unknown command 'pubish' did you mean 'publish'?",
    "inspect, unknown command 'inspect' did you mean 'model inspect'?",
    "elephants, unknown command 'elephants' (see 'mobilenet --help')",
    "help consme, unknown command 'consme' did you mean 'consume'?",
    "help model lst, unknown command 'lst' did you mean 'list'?",
    "submit --wiat, unknown option '--wiat' did you mean '--wait'?",
    "submit --gruop-id=x, unknown option '--gruop-id' did you mean '--group-id'?",
    "publish --bootstrap=x:1 a, unknown option '--bootstrap' did you mean '--bootstrap-servers'?",
    "publish -now a, unknown option '-now' did you mean '--now'?",
    "demo --elephants, unknown option '--elephants' (see 'mobilenet demo --help')",
    "demo --kafka.acks=1, expected no option that begins with --kafka.",
    "consume --from latst, expected one of [earliest latest] found 'latst' did you mean 'latest'?",
    "consume --from middle, expected one of [earliest latest] found 'middle' (see",
    "publish --attribute ab x.jpg, for option '--attribute'",
    "publish --attribute =x x.jpg, --attribute: expected KEY=VALUE found no KEY",
    "consume predictions, expected no argument found 'predictions'",
  })
  void saysWhatWasProbablyMeant(String line, String message) {
    Invocation run = Invocation.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString();
    // Commas are removed because they separate the columns above.
    assertThat(run.err().replace(",", "")).contains(message);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandIsWhatTheCommandSaysOfItself(List<String> path) {
    String[] help = Stream.concat(Stream.of("help"), path.stream().skip(1)).toArray(String[]::new);
    Invocation run = Invocation.of(help);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(Invocation.of(with(path, "--help")).out());
  }

  static Stream<List<String>> commands() {
    return paths(List.of("mobilenet"), Commands.all());
  }

  private static Stream<List<String>> paths(List<String> path, CommandLine command) {
    Stream<List<String>> below =
        command.getSubcommands().entrySet().stream()
            .flatMap(
                entry ->
                    paths(
                        Stream.concat(path.stream(), Stream.of(entry.getKey())).toList(),
                        entry.getValue()));
    return Stream.concat(Stream.of(path), below);
  }

  private static String[] with(List<String> path, String option) {
    return Stream.concat(path.stream().skip(1), Stream.of(option)).toArray(String[]::new);
  }

  @Test
  void takesNoSecretsOnACommandLine() {
    Invocation run =
        Invocation.of("consume", "--kafka.sasl.jaas.config", "a.B required password=\"hunter2\";");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("mobilenet: --kafka.sasl.jaas.config: other users can read a command line; ")
        .contains("--kafka-properties FILE")
        .doesNotContain("hunter2");
    Invocation gone = Invocation.of("publish", "pom.xml", "--kafka-properties=gone.properties");
    assertThat(gone.exitCode()).isEqualTo(2);
    assertThat(gone.err()).contains("--kafka-properties: gone.properties: no such file");
  }
}
