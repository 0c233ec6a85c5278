package io.flinkmobilenet.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds {@code tiff:Orientation} in an XMP packet: <a
 * href="https://www.adobe.com/devnet/xmp.html">XMP specification</a>, part 2, section 3.2. The
 * packet is searched as text, as in Pillow, and never passed to an XML parser.
 */
final class XmpOrientation {
  private static final byte[] NAME = "tiff:Orientation".getBytes(StandardCharsets.US_ASCII);

  private XmpOrientation() {}

  /**
   * The first number that the packet states, as an attribute or as an element; 0 if there is none.
   */
  static int find(ByteBuffer packet) {
    for (int at = 0; at + NAME.length + 1 < packet.limit(); at++) {
      if (packet.get(at) == NAME[0] && matches(packet, at)) {
        int number = number(packet, at + NAME.length);
        if (number >= 0) {
          return number;
        }
      }
    }
    return 0;
  }

  private static boolean matches(ByteBuffer packet, int at) {
    for (int i = 0; i < NAME.length; i++) {
      if (packet.get(at + i) != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /** The digit after {@code ="} or {@code >}; -1 if something else follows. */
  private static int number(ByteBuffer packet, int at) {
    int first = packet.get(at);
    int digitAt = first == '=' && packet.get(at + 1) == '"' ? at + 2 : first == '>' ? at + 1 : -1;
    if (digitAt < 0 || digitAt >= packet.limit()) {
      return -1;
    }
    int digit = packet.get(digitAt) - '0';
    return digit >= 0 && digit <= 9 ? digit : -1;
  }
}
