package io.flinkmobilenet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key for localhost with a self-signed certificate, created with the JDK's keytool.
 *
 * @param keystore PKCS #12
 * @param certificate PEM
 * @param password password of the key store
 */
public record TlsFiles(Path keystore, Path certificate, String password) {
  /** Creates both files; their names begin with the given name. */
  public static TlsFiles create(Path folder, String name, String password) throws Exception {
    Path keystore = folder.resolve(name + ".p12");
    Path certificate = folder.resolve(name + ".pem");
    List<String> generate = new ArrayList<>(List.of("-genkeypair", "-keyalg", "RSA"));
    // Flink's ciphers require RSA.
    generate.addAll(List.of("-validity", "2", "-dname", "CN=" + name));
    generate.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
    keytool(keystore, password, generate);
    keytool(keystore, password, List.of("-exportcert", "-rfc", "-file", "" + certificate));
    return new TlsFiles(keystore, certificate, password);
  }

  /** Creates a trust store, PKCS #12, with the certificate and the same password. */
  public Path trustStore() throws Exception {
    Path store = keystore.resolveSibling(keystore.getFileName() + ".trusted");
    keytool(store, password, List.of("-importcert", "-noprompt", "-file", "" + certificate));
    return store;
  }

  private static void keytool(Path store, String password, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-alias", "a", "-storetype", "PKCS12", "-keystore", "" + store));
    command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STORE_PASSWORD", password);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
