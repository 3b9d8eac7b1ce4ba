package org.takeup.workspace.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** PNG (W3C, third edition): keeps the chunks that draw one still picture. */
final class Png {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Colour profiles, texts, times and animation are not among them. */
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB");

    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final Picture.Reader in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private int width;
    private int height;
    private long due;
    private long unpacked;
    private boolean ended;

    private Png(Picture.Reader in) {
        this.in = in;
    }

    static Picture read(Picture.Reader in) throws Picture.Refused {
        var png = new Png(in);
        try {
            return png.read();
        } finally {
            png.inflater.end();
        }
    }

    private Picture read() throws Picture.Refused {
        in.skip(SIGNATURE.length);
        out.writeBytes(SIGNATURE);
        while (!ended) {
            chunk();
        }
        if (unpacked != due || !inflater.finished()) {
            throw Picture.broken("its pixels are not all there");
        }
        return new Picture(Picture.Type.PNG, width, height, out.toByteArray());
    }

    private void chunk() throws Picture.Refused {
        int begin = in.at();
        long length = in.four();
        in.skip(4);
        String type = new String(in.all(), begin + 4, 4, StandardCharsets.ISO_8859_1);
        int data = in.at();
        in.skip(length);
        var crc = new CRC32();
        crc.update(in.all(), begin + 4, 4 + (int) length);
        if (in.four() != crc.getValue()) {
            throw Picture.broken("a part of it was damaged on the way");
        }
        boolean first = begin == SIGNATURE.length;
        if (first != type.equals("IHDR")) {
            throw Picture.broken("its head is not where it belongs");
        }
        switch (type) {
            case "IHDR" -> head(data, length);
            case "IDAT" -> unpack(data, (int) length);
            case "IEND" -> ended = true;
            default -> {
                if (!KEPT.contains(type) && Character.isUpperCase(type.charAt(0))) {
                    throw Picture.broken("it has a part that nobody knows");
                }
            }
        }
        if (KEPT.contains(type)) {
            out.write(in.all(), begin, in.at() - begin);
        }
    }

    private void head(int data, long length) throws Picture.Refused {
        if (length != 13) {
            throw Picture.broken("its head has the wrong length");
        }
        var head = new Picture.Reader(in.all());
        head.skip(data);
        long wide = head.four();
        long high = head.four();
        Picture.checkSize(wide, high);
        width = (int) wide;
        height = (int) high;
        int depth = head.one();
        int samples = switch (head.one()) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw Picture.broken("its kind of colour is unknown");
        };
        head.skip(2);
        int bits = depth * samples;
        if (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16) {
            throw Picture.broken("its depth of colour is unknown");
        }
        due = head.one() == 0 ? rows(width, height, bits) : interlaced(bits);
    }

    private long interlaced(int bits) {
        long sum = 0;
        for (int[] pass : PASSES) {
            int wide = Math.ceilDiv(width - pass[0], pass[2]);
            int high = Math.ceilDiv(height - pass[1], pass[3]);
            sum += wide > 0 && high > 0 ? rows(wide, high, bits) : 0;
        }
        return sum;
    }

    /** Each row begins with the number of its filter. */
    private static long rows(int wide, int high, int bits) {
        return high * (1 + Math.ceilDiv((long) wide * bits, 8L));
    }

    /** Counts what is packed and keeps none of it; ends at once when there is more than the head promised. */
    private void unpack(int data, int length) throws Picture.Refused {
        var scratch = new byte[8 * 1024];
        inflater.setInput(in.all(), data, length);
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                unpacked += inflater.inflate(scratch);
                if (unpacked > due || inflater.needsDictionary()) {
                    throw Picture.broken("it holds more pixels than its head says");
                }
            }
        } catch (DataFormatException e) {
            throw Picture.broken("its pixels cannot be unpacked");
        }
        if (inflater.getRemaining() > 0) {
            throw Picture.broken("something is hidden behind its pixels");
        }
    }
}
