package io.flinkmobilenet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkAddressTest {
  private static FlinkAddress choose(String option, String variable) throws CommandFailure {
    return FlinkAddress.choose(option, "CLUSTER", variable);
  }

  @Test
  void prefersTheOptionToTheVariableAndBothToTheDefault() throws CommandFailure {
    assertThat(choose("https://a:1", "http://b:2").uri()).isEqualTo(URI.create("https://a:1"));
    assertThat(choose(null, "http://b:2").uri()).isEqualTo(URI.create("http://b:2"));
    assertThat(choose(null, null).uri()).isEqualTo(URI.create("http://localhost:8081"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:8081", "ftp://host", "http://", "http://a b", "://"})
  void saysWhereABadAddressComesFrom(String bad) {
    assertThatThrownBy(() -> choose(bad, "http://b:2"))
        .hasMessage("--flink: expected http://HOST:PORT, found '" + bad + "'");
    assertThatThrownBy(() -> choose(null, bad))
        .hasMessage("CLUSTER: expected http://HOST:PORT, found '" + bad + "'");
  }

  @Test
  void refusesPasswordsInTheAddressAndOnUnencryptedConnections() {
    assertThatThrownBy(() -> choose(null, "https://me:secret@host"))
        .hasMessageStartingWith("CLUSTER: other users can read a command line")
        .hasMessageNotContaining("secret");
    FlinkAccess access = new FlinkAccess(Optional.empty(), Optional.of("Bearer secret"));
    assertThatThrownBy(() -> FlinkRest.at(choose(null, "http://host"), access))
        .hasMessageStartingWith("CLUSTER: expected https")
        .hasMessageNotContaining("secret");
  }
}
