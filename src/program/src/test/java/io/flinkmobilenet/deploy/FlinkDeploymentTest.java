package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.KafkaSecrets;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the deployment's settings for the job, Flink and Kafka's clients. */
class FlinkDeploymentTest {
  private static final Path DOCKERFILE = YamlFile.DEPLOY.resolve("Dockerfile");

  private static final String MOUNTS = "/opt/flink";

  private static JsonNode spec;
  private static Map<String, String> flink;

  @BeforeAll
  static void read() throws IOException {
    spec = YamlFile.read("kubernetes/flink-deployment.yaml").path("spec");
    flink = new TreeMap<>();
    spec.path("flinkConfiguration")
        .properties()
        .forEach(option -> flink.put(option.getKey(), option.getValue().asText()));
  }

  /** The job's settings, with the files that the pods mount in the given folder. */
  private static JobConfig job(Path mounts) throws IOException, NoSuchAlgorithmException {
    List<String> arguments = new ArrayList<>();
    spec.at("/job/args")
        .forEach(argument -> arguments.add(argument.asText().replace(MOUNTS, mounts.toString())));
    Path keys = Files.createDirectories(mounts.resolve("trusted-keys"));
    byte[] key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    Files.writeString(
        keys.resolve("model-signing.pub"),
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key)));
    return JobConfig.parse(arguments.toArray(String[]::new));
  }

  @Test
  void flinkAndTheAutoscalerKnowEveryOptionAndValue() throws IOException {
    FlinkConfigurationCheck.check(flink);
    assertThat(flink)
        .containsEntry(
            "env.java.opts.taskmanager",
            "--add-modules=jdk.incubator.vector -XX:PerMethodTrapLimit=2000")
        .doesNotContainKey("env.java.opts.all");
    Configuration settings = Configuration.fromMap(flink);
    for (String directory :
        List.of(
            settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
            settings.get(CheckpointingOptions.SAVEPOINT_DIRECTORY),
            settings.get(HighAvailabilityOptions.HA_STORAGE_PATH))) {
      assertThat(directory).startsWith("s3://");
    }
  }

  @Test
  void flinkMakesDoWithTheMemoryOfItsPods() {
    Configuration settings = Configuration.fromMap(flink);
    settings.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, memory("jobManager"));
    settings.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory("taskManager"));
    FlinkConfigurationCheck.checkMemory(settings);
  }

  private static MemorySize memory(String pod) {
    return MemorySize.parse(spec.path(pod).at("/resource/memory").asText());
  }

  @Test
  void theJobTakesItsArguments(@TempDir Path mounts) throws Exception {
    JobConfig job = job(mounts);
    assertThat(job.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(job.trustedKeys().keys()).hasSize(1);
    assertThat(KafkaSecrets.firstLiteral(job.kafka().extra())).isEmpty();
    Class<?> main = Class.forName(spec.at("/job/entryClass").asText());
    assertThat(Modifier.isStatic(main.getMethod("main", String[].class).getModifiers())).isTrue();
  }

  @Test
  void theImageHoldsTheJarWhereTheDeploymentLooksForIt() throws IOException {
    List<String> lines = Files.readAllLines(DOCKERFILE);
    String copy = lines.stream().filter(line -> line.startsWith("COPY ")).findFirst().orElseThrow();
    String[] words = copy.split(" ");
    assertThat("local:///opt/flink/" + words[words.length - 1])
        .isEqualTo(spec.at("/job/jarURI").asText());
    String source = words[words.length - 2];
    Path jar =
        Path.of(
            System.getProperty(
                "flinkmobilenet.test.job-jar", "target/flink-mobilenet-0.1.0-job.jar"));
    assertThat(jar.getFileName().toString())
        .matches(
            Path.of(source).getFileName().toString().replace(".", "\\.").replace("*", "[0-9.]+"));
    assertThat(Files.readAllLines(YamlFile.DEPLOY.resolve("Dockerfile.dockerignore")))
        .containsExactly("*", "!" + source);
    String version = ComposeFile.read("docker-compose.yml").services().get("jobmanager").image();
    assertThat(lines).contains("ARG FLINK_IMAGE=" + version, "USER flink");
  }

  @Test
  void everyPodIsConfinedAndItsProbesAskPortsThatItHas() {
    JsonNode pod = spec.at("/podTemplate/spec/securityContext");
    assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    JsonNode container = mainContainer("/podTemplate");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(container.at("/ports/0/containerPort").asText())
        .isEqualTo(flink.get("metrics.reporter.prometheus.port"));
    JsonNode jobManager = mainContainer("/jobManager/podTemplate");
    assertThat(jobManager.at("/readinessProbe/httpGet/port").asInt())
        .isEqualTo(jobManager.at("/livenessProbe/tcpSocket/port").asInt())
        .isEqualTo(Configuration.fromMap(flink).get(RestOptions.PORT));
  }

  private static JsonNode mainContainer(String template) {
    JsonNode containers = spec.at(template + "/spec/containers");
    assertThat(containers).hasSize(1);
    assertThat(containers.get(0).path("name").asText()).isEqualTo("flink-main-container");
    return containers.get(0);
  }

  @Test
  void everyMountIsAVolumeAndEverySecretAReference() {
    Set<String> volumes = new TreeSet<>();
    spec.at("/podTemplate/spec/volumes")
        .forEach(volume -> volumes.add(volume.path("name").asText()));
    Set<String> mounted = new TreeSet<>();
    JsonNode container = mainContainer("/podTemplate");
    container.path("volumeMounts").forEach(mount -> mounted.add(mount.path("name").asText()));
    assertThat(mounted).isEqualTo(volumes);
    container
        .path("env")
        .forEach(
            variable -> {
              assertThat(variable.has("value")).isFalse();
              assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty();
            });
  }

  @Test
  void kafkasClientsReadTheFilesThatTheArgumentsName(@TempDir Path mounts) throws Exception {
    Map<String, String> written =
        Map.of(
            "kafka-ca/ca.crt", "authority",
            "kafka-user/user.crt", "chain",
            "kafka-user/user.key", "key");
    for (Map.Entry<String, String> file : written.entrySet()) {
      Path path = mounts.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    KafkaProperties kafka = job(mounts).kafka();
    for (String name : kafka.extra().keySet()) {
      assertThat(AdminClientConfig.configNames()).contains(name);
      assertThat(ConsumerConfig.configNames()).contains(name);
      assertThat(ProducerConfig.configNames()).contains(name);
    }
    AbstractConfig read = new AbstractConfig(AdminClientConfig.configDef(), kafka.client(), false);
    assertThat(read.getPassword("ssl.truststore.certificates"))
        .isEqualTo(new Password("authority"));
    assertThat(read.getPassword("ssl.keystore.certificate.chain")).isEqualTo(new Password("chain"));
    assertThat(read.getPassword("ssl.keystore.key")).isEqualTo(new Password("key"));
  }
}
