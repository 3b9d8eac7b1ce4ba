package org.takeup.workspace.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** WebP (RFC 9649): keeps one still picture and its transparency. */
final class Webp {
    static final byte[] RIFF = {'R', 'I', 'F', 'F'};
    static final byte[] WEBP = {'W', 'E', 'B', 'P'};

    private static final int ALPHA = 0x10;

    private final Picture.Reader in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int canvasWidth;
    private int canvasHeight;
    private int width;
    private int height;

    private Webp(Picture.Reader in) {
        this.in = in;
    }

    static Picture read(Picture.Reader in) throws Picture.Refused {
        return new Webp(in).read();
    }

    private Picture read() throws Picture.Refused {
        in.skip(4);
        long size = in.fourTurned();
        if (size < 4 || size > in.left()) {
            throw Picture.broken("it ends too early");
        }
        long end = in.at() + size;
        in.skip(4);
        while (in.at() < end) {
            chunk();
        }
        if (width == 0) {
            throw Picture.broken("it has no pixels");
        }
        if (canvasWidth != 0 && (canvasWidth != width || canvasHeight != height)) {
            throw Picture.broken("its head speaks of another size");
        }
        byte[] chunks = out.toByteArray();
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(RIFF);
        turned(whole, chunks.length + 4);
        whole.writeBytes(WEBP);
        whole.writeBytes(chunks);
        return new Picture(Picture.Type.WEBP, width, height, whole.toByteArray());
    }

    private void chunk() throws Picture.Refused {
        int begin = in.at();
        in.skip(4);
        String type = new String(in.all(), begin, 4, StandardCharsets.ISO_8859_1);
        long length = in.fourTurned();
        int data = in.at();
        in.skip(length + (length & 1));
        var part = new Picture.Reader(in.all());
        part.skip(data);
        switch (type) {
            case "VP8X" -> canvas(begin, part, length);
            case "VP8 " -> lossy(begin, part, length);
            case "VP8L" -> lossless(begin, part, length);
            case "ALPH" -> keep(begin);
            case "ANIM", "ANMF" -> throw new Picture.Refused("The picture moves; give one that stands still.");
            default -> {
                // Profiles, what cameras write, and what nobody knows: left out.
            }
        }
    }

    private void canvas(int begin, Picture.Reader part, long length) throws Picture.Refused {
        if (length != 10 || begin != 12) {
            throw Picture.broken("its head is not where it belongs");
        }
        int flags = part.one();
        part.skip(3);
        int wide = part.threeTurned() + 1;
        int high = part.threeTurned() + 1;
        Picture.checkSize(wide, high);
        canvasWidth = wide;
        canvasHeight = high;
        int at = out.size();
        keep(begin);
        byte[] kept = out.toByteArray();
        kept[at + 8] = (byte) (flags & ALPHA);
        out.reset();
        out.writeBytes(kept);
    }

    private void lossy(int begin, Picture.Reader part, long length) throws Picture.Refused {
        boolean first = length >= 10 && (part.one() & 1) == 0;
        part.skip(first ? 2 : 0);
        if (!first || part.one() != 0x9d || part.one() != 0x01 || part.one() != 0x2a) {
            throw Picture.broken("its pixels do not begin");
        }
        size((part.one() | part.one() << 8) & 0x3fff, (part.one() | part.one() << 8) & 0x3fff);
        keep(begin);
    }

    private void lossless(int begin, Picture.Reader part, long length) throws Picture.Refused {
        if (length < 5 || part.one() != 0x2f) {
            throw Picture.broken("its pixels do not begin");
        }
        long bits = part.fourTurned();
        size((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
        keep(begin);
    }

    private void size(int wide, int high) throws Picture.Refused {
        if (width != 0) {
            throw Picture.broken("it holds two pictures");
        }
        Picture.checkSize(wide, high);
        width = wide;
        height = high;
    }

    private void keep(int begin) {
        out.write(in.all(), begin, in.at() - begin);
    }

    private static void turned(ByteArrayOutputStream to, int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            to.write(number >> shift & 0xff);
        }
    }
}
