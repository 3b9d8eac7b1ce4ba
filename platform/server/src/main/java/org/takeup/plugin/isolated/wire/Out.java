package org.takeup.plugin.isolated.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One frame while it is written; can be used again and again. Not thread-safe. */
public final class Out {
    private static final int FIRST = 1024;
    private static final int KEPT = 256 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int size = Frames.HEADER;
    private int parts;
    private int depth;

    /** Empties it. */
    public Out begin() {
        parts = 0;
        depth = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
        size = Frames.HEADER;
        return this;
    }

    public Out u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Out flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** A number in as few bytes as it needs, small negative ones too. */
    public Out number(long value) {
        room(10);
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    public Out real(double value) {
        room(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
        return this;
    }

    public Out text(String value) {
        if (value.length() > Frames.MOST) {
            throw tooLarge();
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).raw(encoded, 0, encoded.length);
    }

    /** Bytes without their length. */
    public Out raw(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
        return this;
    }

    public Out raw(byte[] from) {
        return raw(from, 0, from.length);
    }

    /** Adds what was written to another one. */
    public Out add(Out other) {
        return raw(other.bytes, Frames.HEADER, other.length());
    }

    /** Counts one value, as the reader will. */
    void part() {
        if (++parts > In.MOST_PARTS) {
            throw new NoValue("It has more than " + In.MOST_PARTS + " parts");
        }
    }

    void deeper() {
        if (++depth > In.DEEPEST) {
            throw new NoValue("It holds values deeper than " + In.DEEPEST + " within each other");
        }
    }

    void shallower() {
        depth--;
    }

    /** What was written, to be read at once; valid until this is used again. */
    public In reread() {
        return new In(bytes, Frames.HEADER, size);
    }

    /** Bytes written so far. */
    public int length() {
        return size - Frames.HEADER;
    }

    /** A copy of what was written, without the frame's header. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, Frames.HEADER, size);
    }

    /** The frame with its header. Shared with this object: valid until it is used again. */
    byte[] framed() {
        int length = length();
        for (int i = 0; i < Frames.HEADER; i++) {
            bytes[i] = (byte) (length >>> 8 * (Frames.HEADER - 1 - i));
        }
        return bytes;
    }

    private void room(int more) {
        if (more > Frames.MOST - length()) {
            throw tooLarge();
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.min(Math.max(bytes.length * 2, size + more), Frames.HEADER + Frames.MOST));
        }
    }

    private static NoValue tooLarge() {
        return new NoValue("It is larger than " + Frames.MOST + " bytes");
    }
}
