package io.flinkmobilenet.stream.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Finds the addresses of a host and refuses those that are not public, so that an event cannot make
 * the job talk to services of its own network.
 *
 * <p>A host that is written as an address, or as {@code localhost}, may have any address: it is
 * only fetched from if a prefix of the job names that very address.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 addresses for
 *     special purposes</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 addresses for
 *     special purposes</a>
 */
final class PublicAddresses {
  private static final Pattern LITERAL =
      Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

  private PublicAddresses() {}

  /**
   * Returns the addresses of a host, which are the only ones that may be connected to.
   *
   * @throws FetchException if the host is unknown, or if one of its addresses is not public
   */
  static InetAddress[] of(String host) throws FetchException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw FetchException.unreachable("expected a known host, found " + host, e);
    }
    if (!LITERAL.matcher(host).matches()) {
      for (InetAddress address : addresses) {
        if (!isPublic(address)) {
          throw FetchException.notAllowed(
              "%s: expected a public address, found %s; only a prefix that names the address allows"
                      .formatted(host, address.getHostAddress())
                  + " it");
        }
      }
    }
    return addresses;
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocols = first == 192 && second == 0;
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    return first != 0 && first != 127 && first < 240 && !shared && !protocols && !benchmarks;
  }

  /** Only 2000::/3 without Teredo, documentation and 6to4, which contains IPv4 addresses. */
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xDB8);
    return first >> 13 == 1 && first != 0x2002 && !special;
  }
}
