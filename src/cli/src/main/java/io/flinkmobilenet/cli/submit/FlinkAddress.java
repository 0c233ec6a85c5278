package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Address of a cluster's REST API.
 *
 * @param uri a URI with the scheme http or https and a host
 * @param source the option or the environment variable that gave it, for error messages
 */
record FlinkAddress(URI uri, String source) {
  private static final String OPTION = "--flink";
  private static final String DEFAULT = "http://localhost:8081";

  /**
   * Chooses the address: the option, else the environment variable, else a cluster on this machine.
   *
   * @param option value of {@code --flink}; null if absent
   * @param name name of the environment variable
   * @param variable its value; null if it is not set
   * @throws CommandFailure if the chosen value is not the address of a cluster
   */
  static FlinkAddress choose(String option, String name, String variable) throws CommandFailure {
    if (option != null) {
      return parse(option, OPTION);
    }
    return variable == null ? parse(DEFAULT, OPTION) : parse(variable, name);
  }

  private static FlinkAddress parse(String text, String source) throws CommandFailure {
    FlinkAddress address;
    try {
      address = new FlinkAddress(new URI(text), source);
    } catch (URISyntaxException e) {
      throw notAnAddress(text, source, e);
    }
    String scheme = String.valueOf(address.uri.getScheme());
    if (address.uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw notAnAddress(text, source, null);
    }
    if (address.uri.getUserInfo() != null) {
      throw address.refusal(
          "other users can read a command line; expected --flink-properties FILE, found a user in"
              + " the address");
    }
    return address;
  }

  private static CommandFailure notAnAddress(String text, String source, Exception cause) {
    return CommandFailure.usage(
        "%s: expected http://HOST:PORT, found '%s'".formatted(source, text), cause);
  }

  /** The failure of a command that was given an address that it cannot use. */
  CommandFailure refusal(String reason) {
    return CommandFailure.usage(source + ": " + reason, null);
  }

  boolean encrypted() {
    return uri.getScheme().equals("https");
  }
}
