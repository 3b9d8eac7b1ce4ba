package org.takeup.plugin.egress;

import java.net.InetAddress;
import java.util.List;

/**
 * Where an address lies. The list of IPv4 blocks is IANA's special-purpose registry (RFC 6890 and what followed). Of
 * IPv6 only global unicast counts as public, without the blocks in it that lead to IPv4 or to documentation: what is
 * not known to be public is not.
 */
enum Place {
    /** Anybody's internet. */
    PUBLIC,
    /** Inside somebody's network: private, loopback, carrier NAT, unique local. The operator may allow single hosts. */
    INSIDE,
    /** Never a peer: link-local with the clouds' metadata services, multicast, broadcast, reserved, tunnels. */
    NEVER;

    private static final List<Block> SPECIAL = List.of(
            Block.of(NEVER, 8, 0),
            Block.of(INSIDE, 8, 10),
            Block.of(INSIDE, 10, 100, 64),
            Block.of(INSIDE, 8, 127),
            Block.of(NEVER, 16, 169, 254),
            Block.of(INSIDE, 12, 172, 16),
            Block.of(NEVER, 24, 192, 0, 0),
            Block.of(NEVER, 24, 192, 0, 2),
            Block.of(NEVER, 24, 192, 88, 99),
            Block.of(INSIDE, 16, 192, 168),
            Block.of(NEVER, 15, 198, 18),
            Block.of(NEVER, 24, 198, 51, 100),
            Block.of(NEVER, 24, 203, 0, 113),
            // Azure's wire server: public by number, the machine's own metadata by nature.
            Block.of(NEVER, 32, 168, 63, 129, 16),
            Block.of(NEVER, 4, 224),
            Block.of(NEVER, 4, 240));

    private static final List<Block> SPECIAL_6 = List.of(
            Block.of(NEVER, 23, 0x20, 0x01, 0),
            Block.of(NEVER, 32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(NEVER, 16, 0x20, 0x02),
            Block.of(NEVER, 20, 0x3f, 0xff, 0));

    private static final Block GLOBAL_6 = Block.of(PUBLIC, 3, 0x20);
    private static final Block UNIQUE_LOCAL = Block.of(INSIDE, 7, 0xfc);
    private static final Block METADATA_6 =
            Block.of(NEVER, 128, 0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54);

    /** Addresses that begin with the same bits. */
    private record Block(Place place, int bits, int... prefix) {
        static Block of(Place place, int bits, int... prefix) {
            return new Block(place, bits, prefix);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                int wanted = bit / 8 < prefix.length ? prefix[bit / 8] : 0;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static Place of(InetAddress address) {
        return of(address.getAddress());
    }

    /** @param address 4 or 16 bytes */
    static Place of(byte[] address) {
        return address.length == 4 ? ofFour(address) : ofSixteen(address);
    }

    private static Place ofFour(byte[] address) {
        return SPECIAL.stream()
                .filter(block -> block.holds(address))
                .map(Block::place)
                .findFirst()
                .orElse(PUBLIC);
    }

    private static Place ofSixteen(byte[] address) {
        if (isLoopback(address) || UNIQUE_LOCAL.holds(address) && !METADATA_6.holds(address)) {
            return INSIDE;
        }
        boolean special = SPECIAL_6.stream().anyMatch(block -> block.holds(address));
        return GLOBAL_6.holds(address) && !special ? PUBLIC : NEVER;
    }

    private static boolean isLoopback(byte[] address) {
        for (int i = 0; i < 15; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[15] == 1;
    }
}
