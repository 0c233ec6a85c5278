package io.flinkmobilenet.showcase.watch;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the host name under which the page is requested.
 *
 * <p>On the loopback interface only its own names are allowed. Otherwise a foreign page whose name
 * resolves to 127.0.0.1 ("DNS rebinding") would have the same origin for the browser. On other
 * interfaces any name is allowed, because the possible names are not known.
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
   * True if a request with this host is answered.
   *
   * @param host value of the header {@code Host}, without the port
   */
  boolean allows(String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return !loopback || LOOPBACK.contains(name) || name.equals(bind);
  }
}
