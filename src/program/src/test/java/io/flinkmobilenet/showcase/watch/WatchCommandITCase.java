package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.program.Main;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command as a separate process. */
@Timeout(120)
class WatchCommandITCase {
  @ParameterizedTest
  @CsvSource({"INT, 127.0.0.1, 0", "TERM, 0.0.0.0, 1"})
  void servesUntilItIsToldToEnd(String signal, String bind, int warnings) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "watch",
                "--port",
                "0",
                "--bind",
                bind,
                "--format",
                "json",
                "--bootstrap-servers",
                "localhost:1")
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String address = new ObjectMapper().readTree(out.readLine()).get("address").asText();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .contains("mobilenet watch");
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
          .isZero();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.readLine()).isNull();
      assertThat(process.errorReader().lines())
          .hasSize(warnings)
          .allMatch(line -> line.contains("without a password"));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void saysWhyItCannotListen() throws Exception {
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "watch",
            "--bind",
            "192.0.2.1",
            "--port",
            "0");
    assertThat(code).isEqualTo(3);
    assertThat(err.toString().lines()).singleElement().asString().contains("192.0.2.1");
  }
}
