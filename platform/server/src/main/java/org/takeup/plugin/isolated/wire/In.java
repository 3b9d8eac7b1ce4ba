package org.takeup.plugin.isolated.wire;

import java.nio.charset.StandardCharsets;

/** One frame while it is read. Whatever is in it, reading gives a value or a {@link ProtocolError}. Not thread-safe. */
public final class In {
    /** Values in one frame. The frame's length bounds them too; this bounds what they cost in memory. */
    static final int MOST_PARTS = 250_000;

    /** Values within values, as conditions within conditions. The stack of whoever reads them is the bound. */
    static final int DEEPEST = 100;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int parts;
    private int depth;

    public In(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public boolean flag() {
        return switch (u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new ProtocolError("A flag is neither 0 nor 1");
        };
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new ProtocolError("A number has too many bytes");
    }

    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw new ProtocolError("A number is out of range");
        }
        return (int) value;
    }

    /** How many things follow; each takes a byte at least, so a frame cannot promise more than it has bytes. */
    public int count() {
        int count = integer();
        if (count < 0 || count > left()) {
            throw new ProtocolError("A length is longer than its frame");
        }
        return count;
    }

    public double real() {
        need(8);
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | bytes[at++] & 0xFF;
        }
        return Double.longBitsToDouble(bits);
    }

    public String text() {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    public byte[] raw(int length) {
        byte[] copy = new byte[need(length)];
        System.arraycopy(bytes, at, copy, 0, length);
        at += length;
        return copy;
    }

    /** Copies all that is left. @return how many bytes */
    public int rest(byte[] to, int offset) {
        int length = left();
        if (length > to.length - offset) {
            throw new ProtocolError("More bytes came than were asked for");
        }
        System.arraycopy(bytes, at, to, offset, length);
        at = end;
        return length;
    }

    public int left() {
        return end - at;
    }

    /** Ends the reading. @throws ProtocolError if there is something left */
    public void end() {
        if (left() != 0) {
            throw new ProtocolError("A frame goes on after its end");
        }
    }

    /** Counts one value of the frame. */
    void part() {
        if (++parts > MOST_PARTS) {
            throw new ProtocolError("A frame has more than " + MOST_PARTS + " parts");
        }
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw new ProtocolError("A frame holds values deeper than " + DEEPEST + " within each other");
        }
    }

    void shallower() {
        depth--;
    }

    private int need(int length) {
        if (length < 0 || length > left()) {
            throw new ProtocolError("A frame ends too early");
        }
        return length;
    }
}
