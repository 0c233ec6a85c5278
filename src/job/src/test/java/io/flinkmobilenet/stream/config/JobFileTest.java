package io.flinkmobilenet.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.stream.file.RefusedValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
  @TempDir private Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("job.yaml"), yaml);
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    Path file =
        file(
            "top-k: 3\ngroup-id: 1.10\nbounded: true\ncheckpoint-interval: 2 s\nembedding: true\n");
    JobConfig config = JobConfig.parse("--config", "" + file, "--top-k=7", "--bounded=false");
    assertThat(config.topK()).isEqualTo(7);
    assertThat(config.bounded()).isFalse();
    assertThat(config.groupId()).isEqualTo("1.10");
    assertThat(config.embedding()).isTrue();
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aListIsOneTextWithCommas() throws IOException {
    Path file =
        file(
            """
            bootstrap-servers:
              - a:9092
              - b:9092
            kafka.ssl.enabled.protocols: [TLSv1.3, TLSv1.2]
            kafka.linger.ms: 5
            """);
    JobConfig config = JobConfig.parse("--config=" + file);
    assertThat(config.kafka().bootstrapServers()).isEqualTo("a:9092,b:9092");
    assertThat(config.kafka().extra())
        .isEqualTo(Map.of("ssl.enabled.protocols", "TLSv1.3,TLSv1.2", "linger.ms", "5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "top-n: 3 => line 1, column 1: top-n: expected an option of the job, found 'top-n', did you"
            + " mean 'top-k'?",
        "colour: red => line 1, column 1: colour: expected an option of the job, found 'colour'",
        "config: a.yaml => line 1, column 1: config: expected an option of the job, found the name"
            + " of another file",
        "{delivery: at-least-once, top-k: many} => line 1, column 27: --top-k: expected NUMBER,"
            + " found 'many'",
        "top-k: 0 => line 1, column 1: --top-k: expected at least 1, found '0'",
        "top-k: => line 1, column 1: --top-k: expected NUMBER, found ''",
        "top-k: [1, 2] => line 1, column 1: top-k: expected NUMBER, found a list",
        "kafka: {linger.ms: 5} => line 1, column 1: kafka: expected an option of the job, found",
        "bounded: yes => line 1, column 1: --bounded: expected true|false, found 'yes'",
        "trusted-keys: {a: b} => line 1, column 1: trusted-keys: expected a text or a list of texts,"
            + " found fields",
        "bootstrap-servers: [[a]] => line 1, column 21: bootstrap-servers[0]: expected a text, found"
            + " a list",
        "group-id: [a, b] => line 1, column 1: group-id: expected TEXT, found a list",
        "kafka.sasl.jaas.config: password=hunter2; => line 1, column 1: Kafka property"
            + " sasl.jaas.config: expected a reference",
        "{top-k: 1, top-k: 2} => line 1, column 12: top-k: expected the field once, found it twice",
        "- top-k => line 1, column 1: expected options by name, found a list",
        "{images-topic: models => expected YAML, found",
      })
  void saysWhereAndWhy(String yaml, String message) throws IOException {
    Path file = file(yaml);
    assertThatThrownBy(() -> JobConfig.parse("--config=" + file))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageStartingWith("--config: " + file + ": " + message)
        .hasMessageNotContaining("hunter2")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void optionsThatDoNotFitTogetherAreRefusedTogether() throws IOException {
    Path file = file("images-topic: models\n");
    assertThatThrownBy(() -> JobConfig.parse("--config=" + file))
        .hasMessage("expected six different topics, found twice: models");
    assertThat(JobConfig.parse("--config=" + file, "--models-topic=m").topics().images())
        .isEqualTo("models");
  }

  @Test
  void refusesFilesThatAreAbsentOrLong() throws IOException {
    assertThatThrownBy(() -> JobConfig.parse("--config=" + folder + "/gone"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("--config: " + folder + "/gone: no such file");
    Path longFile = file("group-id: a\n" + "#".repeat(1 << 20));
    assertThatThrownBy(() -> JobConfig.parse("--config=" + longFile))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageEndingWith("expected at most 1048576 bytes, found more");
    assertThatThrownBy(() -> JobFile.parse("group-id: " + "a".repeat(4097)))
        .isInstanceOf(RefusedValueException.class)
        .hasMessage("line 1, column 1: group-id: expected at most 4096 characters, found more");
    assertThatThrownBy(() -> JobFile.parse("a".repeat(300) + ": b"))
        .isInstanceOf(RefusedValueException.class)
        .hasMessageEndingWith("expected a name of at most 256 characters, found a longer one");
  }

  @Test
  void theFileThatIsWrittenIsReadAsTheSameOptions() {
    Map<String, String> values =
        Map.of(
            "top-k", "3",
            "group-id", "a: b # c",
            "bounded", "true",
            "max-image-bytes", "3 mb",
            "bootstrap-servers", "a:1,b:2",
            "kafka.sasl.jaas.config", "username=\"a\" password=\"${env:SECRET}\";",
            "kafka.linger.ms", "5");
    assertThat(JobFile.parse(JobFileText.of(values))).isEqualTo(values);
  }

  @Test
  void theFileThatIsWrittenHasEveryOptionAndNoLongLine() {
    String text = JobFileText.of(Map.of());
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    List<String> names =
        JobOptions.ALL.stream()
            .map(ConfigOption::key)
            .filter(name -> !name.equals("config"))
            .toList();
    assertThat(names)
        .allSatisfy(name -> assertThat(text.lines()).anyMatch(line -> line.startsWith("#" + name)));
    String defaults =
        text.lines()
            .filter(line -> line.matches("#[a-z].*") && !line.startsWith("#kafka."))
            .map(line -> line.substring(1))
            .filter(line -> !line.matches(".*: TEXT"))
            .collect(Collectors.joining("\n"));
    assertThat(JobConfig.of(JobFile.parse(defaults))).isEqualTo(JobConfig.of(Map.of()));
  }
}
