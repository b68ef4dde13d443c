package dev.reelwright.http.safety;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Which addresses are out in the world. Everything else may be a machine behind our own firewall,
/// this machine, or a cloud's store of secrets.
final class AddressRule {
  private AddressRule() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> isPublicSix(six.getAddress());
      default -> false;
    };
  }

  /// The special-purpose blocks of RFC 6890 and its successors, as of 2026.
  private static boolean isPublic(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    int third = b[2] & 0xff;
    boolean isSpecial =
        first == 0
            || first == 10
            || first == 127
            || first >= 224
            || (first == 100 && second >= 64 && second < 128)
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 192 && second == 88 && third == 99)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return !isSpecial;
  }

  /// Only global unicast (2000::/3) is out in the world; within it some blocks carry an IPv4
  /// address that counts instead, or are for documentation.
  private static boolean isPublicSix(byte[] b) {
    if (isPrefix(b, 0x00, 0x64, 0xff, 0x9b)) {
      return isPublicEmbedded(b, 12);
    }
    if ((b[0] & 0xe0) != 0x20) {
      return false;
    }
    if (isPrefix(b, 0x20, 0x02)) {
      return isPublicEmbedded(b, 2);
    }
    boolean isSpecial =
        (isPrefix(b, 0x20, 0x01) && (b[2] & 0xfe) == 0) // 2001::/23, Teredo among them
            || isPrefix(b, 0x20, 0x01, 0x0d, 0xb8)
            || isPrefix(b, 0x3f, 0xff);
    return !isSpecial;
  }

  private static boolean isPublicEmbedded(byte[] b, int at) {
    try {
      return isPublic(
          InetAddress.getByAddress(new byte[] {b[at], b[at + 1], b[at + 2], b[at + 3]}));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean isPrefix(byte[] b, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((b[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
