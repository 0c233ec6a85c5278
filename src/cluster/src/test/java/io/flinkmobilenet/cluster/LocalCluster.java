package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A broker and a Flink cluster started by {@code deploy/local}, on free ports and with files of its
 * own.
 */
final class LocalCluster implements AutoCloseable {
  static final String BROKER = "kafka";
  static final String JOB_MANAGER = "jobmanager";

  /** Adjacent ports are sought in this range, below those that the system assigns by itself. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;

  private final Path home;
  private final int taskManagers;
  private final int metricsPort;
  private final Map<String, String> environment = new HashMap<>();
  private Guardian guardian;

  /**
   * Creates a cluster that does not run yet.
   *
   * @param home directory for its files
   * @param checkpoints directory for its checkpoints
   */
  LocalCluster(Path home, Path checkpoints, int taskManagers, int slots) throws IOException {
    this.home = home;
    this.taskManagers = taskManagers;
    metricsPort = portsSideBySide(taskManagers + 1);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MOBILENET_SKIP_BUILD", "1");
    environment.put("MOBILENET_LOCAL_SECONDS", "300");
    environment.put("MOBILENET_LOCAL_DIR", home.toString());
    environment.put("MOBILENET_LOCAL_CHECKPOINTS", checkpoints.toString());
    environment.put("MOBILENET_LOCAL_TASKMANAGERS", "" + taskManagers);
    environment.put("MOBILENET_LOCAL_SLOTS", "" + slots);
    environment.put("MOBILENET_LOCAL_METRICS_PORT", "" + metricsPort);
    List<Integer> ports = freePorts(4);
    environment.put("MOBILENET_LOCAL_KAFKA_PORT", "" + ports.get(0));
    environment.put("MOBILENET_LOCAL_CONTROLLER_PORT", "" + ports.get(1));
    environment.put("MOBILENET_LOCAL_FLINK_PORT", "" + ports.get(2));
    environment.put("MOBILENET_LOCAL_RPC_PORT", "" + ports.get(3));
  }

  /**
   * Starts the services that do not run, and waits until all can be used.
   *
   * @return the output of the script
   */
  String up() throws IOException, InterruptedException {
    if (guardian == null) {
      guardian = Guardian.of(path("down"), environment);
    }
    return script("up");
  }

  String bootstrapServers() {
    return "127.0.0.1:" + environment.get("MOBILENET_LOCAL_KAFKA_PORT");
  }

  FlinkApi flink() {
    return new FlinkApi(
        URI.create("http://127.0.0.1:" + environment.get("MOBILENET_LOCAL_FLINK_PORT")));
  }

  /** The addresses that Prometheus reads: the JobManager, then the TaskManagers. */
  List<URI> metrics() {
    return Stream.iterate(metricsPort, port -> port + 1)
        .limit(taskManagers + 1L)
        .map(port -> URI.create("http://127.0.0.1:" + port + "/metrics"))
        .toList();
  }

  static String taskManager(int number) {
    return "taskmanager-" + number;
  }

  /** The newest checkpoint as {@code status} prints it. */
  String newestCheckpoint() throws IOException, InterruptedException {
    return script("status")
        .lines()
        .filter(line -> line.startsWith("checkpoint "))
        .map(line -> line.replaceFirst("checkpoint +", ""))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no checkpoint yet"));
  }

  /** Kills a process. */
  void kill(String service) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid(service));
    signal(service, "KILL");
    // A large process takes some time to end and counts as running until then.
    Await.until(
        "the end of " + service,
        Duration.ofSeconds(30),
        () -> process.filter(ProcessHandle::isAlive).isEmpty());
  }

  /** Pauses a process; its connections stay open. */
  void pause(String service) throws IOException, InterruptedException {
    signal(service, "STOP");
  }

  /** Pauses a process as soon as the condition holds; a waiting shell sends the signal. */
  void pauseWhen(String service, Await.Condition condition) throws Exception {
    Process signal =
        new ProcessBuilder("bash", "-c", "read -r && kill -STOP " + pid(service)).start();
    while (!condition.holds()) {
      Thread.onSpinWait();
    }
    try (OutputStream pipe = signal.getOutputStream()) {
      pipe.write('\n');
    }
    if (signal.waitFor() != 0) {
      throw new IOException(service + " could not be paused");
    }
  }

  void resume(String service) throws IOException, InterruptedException {
    signal(service, "CONT");
  }

  long pid(String service) throws IOException {
    return Long.parseLong(Files.readString(home.resolve(service + ".pid")).strip());
  }

  private void signal(String service, String name) throws IOException, InterruptedException {
    run(List.of("kill", "-" + name, "" + pid(service)));
  }

  private String script(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(path(name).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Path path(String script) {
    return Path.of("deploy/local", script).toAbsolutePath();
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("cluster", ".out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    // A file, because the processes that the script leaves running would keep a pipe open.
    int code = builder.redirectOutput(output.toFile()).start().waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (code != 0) {
      throw new IOException(command + " ended with " + code + ": " + text);
    }
    return text;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static int portsSideBySide(int count) {
    int offset = (int) (ProcessHandle.current().pid() % PORTS);
    for (int i = 0; i < PORTS; i += count) {
      int first = FIRST_PORT + (offset + i) % PORTS;
      if (Stream.iterate(first, port -> port + 1).limit(count).allMatch(LocalCluster::isFree)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " free ports side by side");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops everything. Logs and data stay until the caller removes the directory. */
  @Override
  public void close() throws IOException {
    try {
      script("down");
      if (guardian != null) {
        guardian.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the cluster went down");
    }
  }
}
