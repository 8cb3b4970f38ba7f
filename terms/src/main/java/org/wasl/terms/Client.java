package org.wasl.terms;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Who asks without an account, for limits alone: an IPv4 address, or the 64 leading bits of an
/// IPv6 address, which one subscriber has whole (RFC 6177).
public record Client(String name) {
  private static final int SUBSCRIBER_BYTES = 8;

  /// @param connected the other end of the connection
  /// @param named what a proxy that is trusted wrote into its header, the nearest one last; absent
  ///   where none is, since anybody can write a header
  public static Client of(String connected, Optional<String> named) {
    return new Client(
        named
            .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
            .flatMap(Client::address)
            .or(() -> address(connected))
            .orElse(connected));
  }

  private static Optional<String> address(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      byte[] bytes = address.getAddress();
      return Optional.of(
          address instanceof Inet6Address
              ? HexFormat.of().formatHex(Arrays.copyOf(bytes, SUBSCRIBER_BYTES))
              : address.getHostAddress());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
