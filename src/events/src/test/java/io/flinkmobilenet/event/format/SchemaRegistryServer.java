package io.flinkmobilenet.event.format;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A schema registry on a free port of this machine that keeps its schemas in memory. It knows the
 * four requests that the project sends.
 */
public final class SchemaRegistryServer implements AutoCloseable {
  private static final int FIRST_ID = 258;
  private static final String REFERENCE = "{\"name\":\"any\",\"subject\":\"$1\",\"version\":$2}";

  private final HttpServer server;
  private final String scheme;
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, Integer> latest = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String authorization;
  private volatile boolean away;
  private volatile String awayBelow;

  private SchemaRegistryServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts a registry. */
  public static SchemaRegistryServer start() throws IOException {
    return new SchemaRegistryServer(HttpServer.create(free(), 0), "http");
  }

  /** Starts a registry that shows the certificate in a key store, PKCS #12. */
  public static SchemaRegistryServer start(Path keystore, String password) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        KeyStore.getInstance(keystore.toFile(), password.toCharArray()), password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(free(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new SchemaRegistryServer(server, "https");
  }

  private static InetSocketAddress free() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** From now on answers only requests with this value of the header. */
  public void require(String header) {
    authorization = header;
  }

  /** From now on says that it is not available, or is so again. */
  public void setAway(boolean state) {
    away = state;
  }

  /** From now on says that it is not available for requests whose paths begin so. */
  public void failBelow(String path) {
    awayBelow = path;
  }

  /**
   * Adds a version of a subject and returns the id of its schema.
   *
   * @param references subjects and versions with a space between
   */
  public synchronized int add(String subject, int version, String schema, String... references) {
    // A schema with other references has another id, and the server finds schemas by their texts.
    int id = add(schema + " ".repeat(schemas.size()));
    String answer = RegistryAnswers.registration(schema);
    String list =
        Arrays.stream(references)
            .map(reference -> reference.replaceFirst("(.*) (.*)", REFERENCE))
            .collect(Collectors.joining(","));
    answer = answer.replaceFirst("\\{", "{\"references\":[" + list + "],");
    answers.put("/schemas/ids/" + id, answer);
    answers.put("/subjects/" + subject + "/versions/" + version, answer);
    return id;
  }

  /** Its address. */
  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method and path of every request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Adds a schema and returns its id. */
  public synchronized int add(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return FIRST_ID + schemas.indexOf(schema);
  }

  /** The schema that was registered last in a subject. */
  public synchronized String latest(String subject) {
    return schemas.get(latest.get(subject) - FIRST_ID);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (away || (awayBelow != null && path.startsWith(awayBelow))) {
      send(exchange, 503, "away");
    } else if (authorization != null && !authorization.equals(header)) {
      send(exchange, 401, error(401));
    } else if (answers.containsKey(path)) {
      send(exchange, 200, answers.get(path));
    } else if (path.matches(".*/versions/\\d+")) {
      send(exchange, 404, error(40402));
    } else if (path.startsWith("/schemas/ids/")) {
      find(exchange, Long.parseLong(path.substring("/schemas/ids/".length())));
    } else if (path.endsWith("/versions")) {
      int id = add(RegistryAnswers.schema(body).schema());
      latest.put(path.split("/")[2], id);
      send(exchange, 200, "{\"id\":" + id + "}");
    } else {
      lookUp(exchange, path.split("/")[2], RegistryAnswers.schema(body).schema());
    }
  }

  private void find(HttpExchange exchange, long id) throws IOException {
    long index = id - FIRST_ID;
    boolean known = index >= 0 && index < schemas.size();
    String found = known ? RegistryAnswers.registration(schemas.get((int) index)) : error(40403);
    send(exchange, known ? 200 : 404, found);
  }

  private void lookUp(HttpExchange exchange, String subject, String schema) throws IOException {
    boolean known = latest.containsKey(subject) && latest(subject).equals(schema);
    send(
        exchange,
        known ? 200 : 404,
        known ? "{\"version\":1,\"id\":" + latest.get(subject) + "}" : error(40401));
  }

  private static String error(int code) {
    return "{\"error_code\":" + code + ",\"message\":\"refused by the test\"}";
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
