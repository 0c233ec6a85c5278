package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.event.format.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;

/** Reads an option that names a PEM file with the authorities that a server is checked against. */
final class AuthorityFile {
  private static final String PEM = "-----BEGIN ";

  private AuthorityFile() {}

  /**
   * Returns the certificates themselves, because the file need not exist on the cluster.
   *
   * @param text a path, certificates in PEM, or nothing
   * @throws InvalidOptionException if there is no such file, or no certificate in it
   */
  static String read(ConfigOption<String> option, String text) {
    if (text.isBlank()) {
      return "";
    }
    try {
      String pem = text.startsWith(PEM) ? text : SmallFile.read(Path.of(text));
      TrustedAuthorities.certificates(pem);
      return pem;
    } catch (IllegalArgumentException | IOException e) {
      String name = text.startsWith(PEM) ? "" : text + ": ";
      throw new InvalidOptionException("--" + option.key() + ": " + name + SmallFile.reason(e), e);
    }
  }
}
