package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.deploy.ComposeFile.Service;
import io.flinkmobilenet.program.CommandLines;
import io.flinkmobilenet.stream.config.JobOptions;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.docker.KafkaDockerWrapper$;
import kafka.server.KafkaConfig;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;
import scala.jdk.javaapi.CollectionConverters;

/** Checks the settings of the services in the Compose file against the code that reads them. */
class ComposeServicesTest {
  private static final String LAUNCHER = "/flink-mobilenet/deploy/bin/mobilenet";
  private static final String SUBMIT = "/flink-mobilenet/deploy/docker/submit";

  private static ComposeFile file;
  private static Map<String, String> flink;
  private static KafkaConfig kafka;

  @BeforeAll
  static void read() throws IOException {
    file = ComposeFile.read("docker-compose.yml");
    flink = FlinkOptions.flatten(YamlFile.read("docker/config.yaml"));
    kafka = broker(service("kafka").environment());
  }

  private static Service service(String name) {
    return file.services().get(name);
  }

  /**
   * The properties that the image's own program derives from the environment, parsed as in the
   * broker.
   */
  private static KafkaConfig broker(Map<String, String> environment) throws IOException {
    var lines =
        KafkaDockerWrapper$.MODULE$.getServerConfigsFromEnv(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(environment)));
    Properties properties = new Properties();
    properties.load(new StringReader(String.join("\n", CollectionConverters.asJava(lines))));
    assertThat(KafkaConfig.configDef().names()).containsAll(properties.stringPropertyNames());
    return KafkaConfig.fromProps(properties);
  }

  @Test
  void theBrokerListensWhereItIsLookedFor() {
    assertThat(Uuid.fromString(service("kafka").environment().get("CLUSTER_ID")))
        .isNotEqualTo(Uuid.ZERO_UUID);
    List<String> advertised =
        CollectionConverters.asJava(kafka.effectiveAdvertisedBrokerListeners()).stream()
            .map(ComposeServicesTest::address)
            .toList();
    String inside = file.services().get("topics").environment().get("MOBILENET_BOOTSTRAP_SERVERS");
    assertThat(advertised)
        .containsExactlyInAnyOrder(inside, JobOptions.BOOTSTRAP_SERVERS.defaultValue());
    assertThat(file.services()).containsKey(inside.split(":")[0]);
    assertThat(service("kafka").ports()).containsExactly("127.0.0.1:9092:9092");
    assertThat(service("kafka").healthcheck().test())
        .last()
        .asString()
        .endsWith("/" + inside.split(":")[1]);
    assertThat(service("kafka").volumes().get(0).asText()).endsWith(":" + kafka.logDirs().get(0));
  }

  private static String address(Endpoint endpoint) {
    return endpoint.host() + ":" + endpoint.port();
  }

  @Test
  void everyCommandOfTheProjectIsOneThatItKnows() throws IOException {
    assertThat(file.services())
        .allSatisfy(
            (name, service) ->
                assertThat(service.environment().containsKey("MOBILENET_SKIP_BUILD"))
                    .isEqualTo(
                        line(service).stream()
                            .anyMatch(word -> word.contains("/flink-mobilenet/"))));
    List<String> topics = line(service("topics"));
    assertThat(topics.get(0)).isEqualTo(LAUNCHER);
    ParseResult parsed =
        CommandLines.parse(topics.subList(1, topics.size()).toArray(String[]::new));
    assertThat(parsed.subcommand().subcommand().commandSpec().name()).isEqualTo("create");

    List<String> submit = line(service("submit"));
    assertThat(submit.get(0)).isEqualTo(SUBMIT);
    List<String> command = new ArrayList<>(submit);
    command.set(0, "submit");
    ParseResult job = CommandLines.parse(command.toArray(String[]::new)).subcommand();
    URI cluster = URI.create(job.matchedOptionValue("--flink", ""));
    assertThat(cluster.getHost()).isEqualTo("jobmanager");
    assertThat(cluster.getPort()).isEqualTo(settings().get(RestOptions.PORT));
    for (String path : List.of(LAUNCHER, SUBMIT)) {
      assertThat(Path.of(path.replace("/flink-mobilenet/", ""))).isExecutable();
    }
    String launcher = Files.readString(Path.of("deploy/bin/mobilenet"));
    assertThat(launcher).contains("${MOBILENET_SKIP_BUILD:-}");
  }

  private static List<String> line(Service service) {
    List<String> line = new ArrayList<>(service.entrypoint());
    line.addAll(service.command());
    return line;
  }

  @Test
  void flinkKnowsEveryOptionAndValue() throws IOException {
    FlinkConfigurationCheck.check(flink);
    assertThat(GlobalConfiguration.loadConfiguration("deploy/docker").toMap()).isEqualTo(flink);
    assertThat(flink)
        .containsEntry(
            "env.java.opts.taskmanager",
            "--add-modules=jdk.incubator.vector -XX:PerMethodTrapLimit=2000")
        .containsKey(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key());
    // This replaces the image's own flags, so it must contain exactly those that Flink needs.
    assertThat(flink.get("env.java.opts.all").split(" "))
        .contains("--add-opens=java.base/java.util=ALL-UNNAMED")
        .allMatch(flag -> flag.matches("--add-(opens|exports)=[a-z.]+/[a-z0-9.]+=ALL-UNNAMED"));
  }

  @Test
  void flinkFitsIntoItsContainers() {
    Configuration settings = settings();
    FlinkConfigurationCheck.checkMemory(settings);
    checkMemory("jobmanager", settings.get(JobManagerOptions.TOTAL_PROCESS_MEMORY));
    checkMemory("taskmanager", settings.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY));
    for (String name : List.of("jobmanager", "taskmanager")) {
      assertThat(service(name).configs())
          .singleElement()
          .satisfies(mount -> assertThat(mount.target()).isEqualTo("/opt/flink/conf/config.yaml"));
      String volume = service(name).volumes().get(0).asText().split(":")[1];
      assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
          .startsWith("file://" + volume + "/");
      assertThat(settings.get(CheckpointingOptions.SAVEPOINT_DIRECTORY))
          .startsWith("file://" + volume + "/");
      assertThat(service("checkpoints").command()).containsExactly(service(name).user(), volume);
    }
  }

  /** Files in a tmpfs count as the container's memory. */
  private static void checkMemory(String name, MemorySize process) {
    MemorySize needed = process;
    for (String tmpfs : service(name).tmpfs()) {
      needed = needed.add(MemorySize.parse(tmpfs.replaceAll(".*size=", "")));
    }
    MemorySize limit = MemorySize.parse(service(name).deploy().resources().limits().memory());
    assertThat(limit).as("memory of %s", name).isGreaterThanOrEqualTo(needed);
  }

  @Test
  void servicesFindEachOther() throws IOException {
    Configuration settings = settings();
    assertThat(settings.get(JobManagerOptions.ADDRESS)).isEqualTo("jobmanager");
    assertThat(settings.get(RestOptions.ADDRESS)).isEqualTo("jobmanager");
    assertThat(settings.get(BlobServerOptions.PORT)).isEqualTo("6124");
    int rest = settings.get(RestOptions.PORT);
    assertThat(service("jobmanager").ports())
        .containsExactly("127.0.0.1:%1$d:%1$d".formatted(rest));
    assertThat(String.join(" ", service("jobmanager").healthcheck().test()))
        .contains("/dev/tcp/127.0.0.1/" + rest + " ");

    String reporter = flink.get("metrics.reporter.prometheus.port");
    JsonNode scrape =
        YamlFile.read("docker/prometheus.yml").at("/scrape_configs/0/dns_sd_configs/0");
    assertThat(scrape.path("port").asText()).isEqualTo(reporter);
    scrape.path("names").forEach(name -> assertThat(file.services()).containsKey(name.asText()));
    assertThat(service("taskmanager").healthcheck().test())
        .last()
        .asString()
        .endsWith("/" + reporter);

    URI source =
        URI.create(
            YamlFile.read("docker/grafana-datasource.yml").at("/datasources/0/url").asText());
    assertThat(file.services()).containsKey(source.getHost());
    assertThat(service(source.getHost()).ports())
        .singleElement()
        .asString()
        .endsWith(":" + source.getPort());
    for (List<String> pair :
        List.of(
            List.of("prometheus", "jobmanager"),
            List.of("prometheus", "taskmanager"),
            List.of("grafana", "prometheus"),
            List.of("submit", "jobmanager"),
            List.of("submit", "kafka"),
            List.of("topics", "kafka"),
            List.of("taskmanager", "kafka"),
            List.of("jobmanager", "kafka"))) {
      assertThat(service(pair.get(0)).networks())
          .as("%s", pair)
          .containsAnyElementsOf(service(pair.get(1)).networks());
    }
  }

  private static Configuration settings() {
    return Configuration.fromMap(flink);
  }
}
