package io.assay.action;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses are public: none of the special-purpose ranges of the IANA registries (RFC 6890 and its updates), the
 * instance metadata address among them.
 */
final class PublicAddress {

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublic4(v4.getAddress());
            case Inet6Address v6 -> isPublic6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127; // shared address space, RFC 6598
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 ->
                !(second == 168
                        || (second == 0 && (third == 0 || third == 2)) // protocol assignments, TEST-NET-1
                        || (second == 88 && third == 99)); // 6to4 relays
            case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100)); // benchmarks, TEST-NET-2
            case 203 -> !(second == 0 && third == 113); // TEST-NET-3
            default -> first < 224; // multicast and reserved above
        };
    }

    /** Global unicast (2000::/3) without tunnels, documentation and mapped forms, in which a private address can hide. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        boolean global = first >= 0x2000 && first <= 0x3fff;
        boolean special = first == 0x2002 // 6to4
                || (first == 0x2001 && second < 0x0200) // Teredo, benchmarks, ORCHID
                || (first == 0x2001 && second == 0x0db8) // documentation
                || (first == 0x3fff && second < 0x1000); // documentation, RFC 9637
        return global && !special;
    }
}
