package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, NEVER",
        "0.1.2.3, NEVER",
        "10.0.0.1, INSIDE",
        "10.255.255.255, INSIDE",
        "11.0.0.0, PUBLIC",
        "9.255.255.255, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, INSIDE",
        "100.127.255.255, INSIDE",
        "100.128.0.0, PUBLIC",
        "100.100.100.200, INSIDE",
        "127.0.0.1, INSIDE",
        "127.255.255.254, INSIDE",
        "128.0.0.1, PUBLIC",
        "169.254.169.254, NEVER",
        "169.253.0.1, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.1, INSIDE",
        "172.31.255.255, INSIDE",
        "172.32.0.0, PUBLIC",
        "192.0.0.192, NEVER",
        "192.0.2.1, NEVER",
        "192.88.99.1, NEVER",
        "192.168.0.1, INSIDE",
        "192.169.0.1, PUBLIC",
        "198.18.0.1, NEVER",
        "198.19.255.255, NEVER",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, NEVER",
        "203.0.113.9, NEVER",
        "168.63.129.16, NEVER",
        "223.255.255.255, PUBLIC",
        "224.0.0.1, NEVER",
        "239.255.255.255, NEVER",
        "240.0.0.1, NEVER",
        "255.255.255.255, NEVER",
        "8.8.8.8, PUBLIC",
        "::, NEVER",
        "::1, INSIDE",
        "::2, NEVER",
        "::127.0.0.1, NEVER",
        "64:ff9b::7f00:1, NEVER",
        "64:ff9b:1::1, NEVER",
        "100::1, NEVER",
        "2001::1, NEVER",
        "2001:1ff::1, NEVER",
        "2001:200::1, PUBLIC",
        "2001:db8::1, NEVER",
        "2002:7f00:1::, NEVER",
        "3fff::1, NEVER",
        "3fff:fff::1, NEVER",
        "3fff:1000::1, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "fc00::1, INSIDE",
        "fd12::1, INSIDE",
        "fd00:ec2::254, NEVER",
        "fd00:ec2::253, INSIDE",
        "fe80::1, NEVER",
        "fec0::1, NEVER",
        "ff02::1, NEVER",
        "5f00::1, NEVER",
        "4000::1, NEVER"
    })
    void eachBlockIsWhereItIs(String address, Place place) {
        assertEquals(place, Place.of(InetAddress.ofLiteral(address)));
    }

    @Property(tries = 5_000)
    void whatTheJdkKnowsAsSpecialIsNotPublic(@ForAll @Size(4) byte[] address) throws UnknownHostException {
        InetAddress known = InetAddress.getByAddress(address);
        if (known.isAnyLocalAddress()
                || known.isLoopbackAddress()
                || known.isLinkLocalAddress()
                || known.isSiteLocalAddress()
                || known.isMulticastAddress()) {
            assertNotEquals(Place.PUBLIC, Place.of(known));
        }
    }

    @Property
    void anIpv4AddressIsNotPublicInAnyOfItsIpv6Dresses(@ForAll @Size(4) byte[] four) {
        for (int[] prefix : List.of(
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff},
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0},
                new int[] {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0},
                new int[] {0x20, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) {
            assertNotEquals(Place.PUBLIC, Place.of(sixteen(prefix, four)));
        }
        byte[] sixToFour = sixteen(new int[] {0x20, 0x02}, new byte[0]);
        System.arraycopy(four, 0, sixToFour, 2, 4);
        assertNotEquals(Place.PUBLIC, Place.of(sixToFour));
    }

    @Property
    void nothingOutsideOfGlobalUnicastIsPublic(@ForAll @Size(16) byte[] address) {
        if ((address[0] & 0xe0) != 0x20) {
            assertNotEquals(Place.PUBLIC, Place.of(address));
        }
    }

    /** However somebody writes an IPv4 address: it is the address that everybody reads, or it is none. */
    @Property
    void aWayOfWritingAnAddressIsReadAsThatOrRefused(
            @ForAll @Size(4) byte[] bytes, @ForAll @IntRange(min = 0, max = 6) int way) {
        String host = written(bytes, way);
        try {
            Destination read = Destination.of(URI.create("https://" + host + "/"));
            assertEquals(InetAddress.getByAddress(bytes), read.literal().orElseThrow());
            assertEquals(0, way, host);
        } catch (HttpRefused e) {
            assertNotEquals(0, way, host);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String written(byte[] b, int way) {
        int[] n = {b[0] & 255, b[1] & 255, b[2] & 255, b[3] & 255};
        long all = (long) n[0] << 24 | n[1] << 16 | n[2] << 8 | n[3];
        return switch (way) {
            case 0 -> n[0] + "." + n[1] + "." + n[2] + "." + n[3];
            case 1 -> String.valueOf(all);
            case 2 -> "0x" + Long.toHexString(all);
            case 3 -> "0" + Long.toOctalString(all);
            case 4 -> n[0] + "." + (all & 0xffffff);
            case 5 -> "%#x.%#x.%#x.%#x".formatted(n[0], n[1], n[2], n[3]).replace("0.", "0x0.");
            default -> "0" + n[0] + "." + n[1] + "." + n[2] + "." + n[3];
        };
    }

    private static byte[] sixteen(int[] prefix, byte[] end) {
        byte[] address = new byte[16];
        for (int i = 0; i < prefix.length; i++) {
            address[i] = (byte) prefix[i];
        }
        System.arraycopy(end, 0, address, 16 - end.length, end.length);
        return address;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*.", "lms.internal/x", "user@lms.internal", "http://", "lms.internal:0", "2130706433", ""})
    void anEntryOfTheOperatorThatIsNoHostIsRefusedByName(String entry) {
        IllegalArgumentException refused = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> PrivateHosts.of(List.of(entry)));
        assertEquals(
                "'" + entry + "' is no host; write lms.internal, lms.internal:8443 or http://lms.internal:8080",
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "lms.internal, https://lms.internal/, true",
        "lms.internal, https://LMS.internal:443/, true",
        "lms.internal, https://lms.internal:8443/, false",
        "lms.internal, http://lms.internal/, false",
        "lms.internal:8443, https://lms.internal:8443/, true",
        "http://lms.internal:8080, http://lms.internal:8080/, true",
        "http://lms.internal:8080, https://lms.internal:8080/, false",
        "lms.internal, https://x.lms.internal/, false",
        "[fd12::1]:8443, https://[fd12::1]:8443/, true"
    })
    void theOperatorsEntryHoldsForExactlyThatHostAndPort(String entry, String address, boolean held)
            throws HttpRefused {
        assertEquals(held, PrivateHosts.of(List.of(entry)).hold(Destination.of(URI.create(address))));
    }
}
