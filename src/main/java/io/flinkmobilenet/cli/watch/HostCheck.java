package io.flinkmobilenet.cli.watch;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Which names the page answers to.
 *
 * <p>On the loopback interface these are its own only: a foreign page whose name is made to resolve
 * to 127.0.0.1 ("DNS rebinding") would otherwise be let in by the browser as the same origin. On
 * other interfaces any name will do, because nobody knows them all.
 */
final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean loopback;
  private final String bind;

  private HostCheck(boolean loopback, String bind) {
    this.loopback = loopback;
    this.bind = bind;
  }

  static HostCheck of(String bind, InetAddress address) {
    return new HostCheck(address.isLoopbackAddress(), bind.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a request is answered.
   *
   * @param host of the header {@code Host}, without the port
   */
  boolean allows(String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return !loopback || LOOPBACK.contains(name) || name.equals(bind);
  }
}
