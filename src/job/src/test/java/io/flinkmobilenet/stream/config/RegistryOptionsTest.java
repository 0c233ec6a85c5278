package io.flinkmobilenet.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.embedded.TlsFiles;
import io.flinkmobilenet.event.format.SchemaRegistryException;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the schema registry, and a registry that is reached with them. */
@Timeout(60)
class RegistryOptionsTest {
  private static final String PASSWORD = "secret-of-the-test";

  @TempDir private static Path folder;

  private static TlsFiles tls;
  private static SchemaRegistryServer server;

  @BeforeAll
  static void start() throws Exception {
    tls = TlsFiles.create(folder, "registry", PASSWORD);
    server = SchemaRegistryServer.start(tls.keystore(), PASSWORD);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TopicFormats formats(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--images-format=confluent");
    arguments.add("--schema-registry=" + server.url());
    return JobConfig.parse(arguments.toArray(String[]::new)).formats();
  }

  private static void register(String... options) {
    formats(options).imageEvents("images").prepareWriting();
  }

  @Test
  void secretsAreResolvedAtTheFirstRequest() throws Exception {
    Path secrets = Files.writeString(folder.resolve("a.properties"), "password = p\ntoken = t-1\n");
    String ca = "--registry-ca=" + tls.certificate();
    byte[] userInfo = "u:p".getBytes(StandardCharsets.UTF_8);
    server.require("Basic " + Base64.getEncoder().encodeToString(userInfo));
    register(ca, "--registry-user-info=u:${file:" + secrets + ":password}");
    server.require("Bearer t-1");
    register(ca, "--registry-token=${file:" + secrets + ":token}");
    assertThatThrownBy(() -> register(ca))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage("schema registry " + server.url() + ": found status 401: refused by the test");
  }

  @Test
  void secretThatCannotBeUsedIsNamedAndNotShown() throws Exception {
    Path secrets = Files.writeString(folder.resolve("b.properties"), "bad = a\\nb-c-d\n");
    String absent = "${file:" + secrets + ":absent}";

    assertThatThrownBy(() -> register("--registry-token=" + absent))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage(
            "schema registry %s: token: expected a value for %s, found none"
                .formatted(server.url(), absent));
    assertThatThrownBy(() -> register("--registry-token=${file:" + secrets + ":bad}"))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("token: expected one line of ASCII")
        .hasMessageNotContaining("b-c-d");
  }

  @Test
  void certificateOfAnotherAuthorityIsRefused() {
    assertThatThrownBy(() -> register("--registry-deadline=3s"))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageStartingWith(
            "schema registry " + server.url() + ": no usable answer within 3000 ms: SSLHandshake");
  }

  /** The job's processes do not have the file. */
  @Test
  void certificatesAreHandedOnAsText() throws Exception {
    String pem = Files.readString(tls.certificate());
    String authorities = formats("--registry-ca=" + tls.certificate()).registry().authorities();

    assertThat(authorities).isEqualTo(pem);
    assertThat(formats("--registry-ca=" + pem).registry().authorities()).isEqualTo(pem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "--status-format=confluent => --schema-registry: expected URLs for the format confluent,"
            + " found none",
        "--schema-registry=https://u:p@h => --schema-registry: expected the URL of a schema"
            + " registry, https://HOST:PORT, without credentials or a query",
        "--schema-registry=h:1:x|y => --schema-registry: expected URLs, separated by commas",
        "--registry-token=abc => --registry-token: expected a reference, such as ${env:NAME} or"
            + " ${file:/PATH:KEY}, which each process resolves itself; found a secret",
        "--registry-user-info=a:b => --registry-user-info: expected a reference, such as",
        "--registry-token=${env:A} --registry-user-info=${env:B} => --registry-token: expected no"
            + " --registry-user-info as well",
        "--schema-registry=http://h --registry-token=${env:A} => --schema-registry: expected"
            + " https, because credentials would be sent unencrypted, found http",
        "--registry-ca=/absent.pem => --registry-ca: /absent.pem: no such file",
        "--registry-ca=pom.xml => --registry-ca: pom.xml: expected certificates in PEM",
        "--registry-deadline=0s => --registry-deadline: expected at least 1 ms, found '0 ms'",
      })
  void saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> JobConfig.parse(line.split(" ")))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageStartingWith(message);
  }
}
