package io.flinkmobilenet.embedded;

import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real broker (KRaft, one node) whose clients connect with TLS, authenticate with SCRAM-SHA-512
 * and have only the rights that they were granted. It has the job's six topics.
 */
public final class SecuredKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final Admin admin;
  private final Path folder;
  private final TlsFiles tls;
  private final int port;

  private SecuredKafka(KafkaRaftServer server, Admin admin, Path folder, TlsFiles tls, int port) {
    this.server = server;
    this.admin = admin;
    this.folder = folder;
    this.tls = tls;
    this.port = port;
  }

  /**
   * Starts a broker.
   *
   * @param passwords by user
   */
  public static SecuredKafka start(Path folder, Map<String, String> passwords) throws Exception {
    TlsFiles tls = TlsFiles.create(folder, "broker", Uuid.randomUuid().toString());
    List<Integer> ports = freePorts(3);
    String logs = folder.resolve("logs").toString();
    format(logs, passwords);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings(logs, tls, ports)), Time.SYSTEM);
    server.startup();
    Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(1)));
    SecuredKafka kafka = new SecuredKafka(server, admin, folder, tls, ports.get(2));
    admin.createTopics(TopicLayout.onOneBroker(1).all()).all().get();
    for (Map.Entry<String, String> user : passwords.entrySet()) {
      Files.writeString(kafka.secretOf(user.getKey()), "password=" + user.getValue() + "\n");
    }
    return kafka;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private static void format(String logs, Map<String, String> passwords) throws Exception {
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
            .setNodeId(0)
            .setClusterId(Uuid.randomUuid().toString())
            .setDirectories(List.of(logs))
            .setMetadataLogDirectory(logs)
            .setControllerListenerName("CONTROLLER")
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setScramArguments(
                passwords.entrySet().stream()
                    .map(
                        user ->
                            "SCRAM-SHA-512=[name=%s,password=%s]"
                                .formatted(user.getKey(), user.getValue()))
                    .toList());
    formatter.run();
  }

  private static Properties settings(String logs, TlsFiles tls, List<Integer> ports) {
    Properties settings = new Properties();
    settings.putAll(BrokerSettings.ALL);
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "0",
            "controller.quorum.voters", "0@127.0.0.1:" + ports.get(0),
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "INTERNAL",
            "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,CLIENTS:SASL_SSL",
            "listeners",
                "CONTROLLER://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CLIENTS://localhost:%d"
                    .formatted(ports.get(0), ports.get(1), ports.get(2)),
            "log.dirs", logs));
    settings.putAll(
        Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            // Connections without TLS come from this test only.
            "super.users", "User:ANONYMOUS",
            "listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-512",
            "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "listener.name.clients.ssl.keystore.type", "PKCS12",
            "listener.name.clients.ssl.keystore.location", tls.keystore().toString(),
            "listener.name.clients.ssl.keystore.password", tls.password()));
    return settings;
  }

  /** Address to which the clients connect. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  private Path secretOf(String user) {
    return folder.resolve(user + "-secret.properties");
  }

  /**
   * A file with all settings that a user's clients need. The password is in another file, to which
   * it refers.
   */
  public Path clientProperties(String user) throws IOException {
    return Files.writeString(
        folder.resolve(user + ".properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="%s" password="${file:%s:password}";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(user, secretOf(user), tls.certificate()));
  }

  /** Grants a right. */
  public void grant(AclBinding right) throws Exception {
    admin.createAcls(List.of(right)).all().get();
  }

  /** Revokes a right. */
  public void revoke(AclBinding right) throws Exception {
    admin.deleteAcls(List.of(right.toFilter())).all().get();
  }

  /** The right of a user to do something with a resource. */
  public static AclBinding right(
      String user, AclOperation operation, ResourceType type, PatternType pattern, String name) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  @Override
  public void close() {
    admin.close();
    server.shutdown();
    server.awaitShutdown();
  }
}
