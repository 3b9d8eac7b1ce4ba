package org.takeup.workspace.picture;

import java.io.ByteArrayOutputStream;

/** JPEG (ITU T.81): keeps the segments that draw the picture, without comments and what cameras write. */
final class Jpeg {
    static final byte[] SIGNATURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int ADOBE = 0xee;

    private final Picture.Reader in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int width;
    private int height;
    private boolean scanned;

    private Jpeg(Picture.Reader in) {
        this.in = in;
    }

    static Picture read(Picture.Reader in) throws Picture.Refused {
        return new Jpeg(in).read();
    }

    private Picture read() throws Picture.Refused {
        in.skip(2);
        out.write(0xff);
        out.write(START);
        int marker = marker();
        while (marker != END) {
            segment(marker);
            marker = marker();
        }
        if (!scanned) {
            throw Picture.broken("it has no pixels");
        }
        out.write(0xff);
        out.write(END);
        return new Picture(Picture.Type.JPEG, width, height, out.toByteArray());
    }

    private int marker() throws Picture.Refused {
        if (in.one() != 0xff) {
            throw Picture.broken("a part of it is not where it belongs");
        }
        int marker = in.one();
        while (marker == 0xff) {
            marker = in.one();
        }
        return marker;
    }

    private void segment(int marker) throws Picture.Refused {
        int begin = in.at();
        int length = in.two();
        if (length < 2) {
            throw Picture.broken("a part of it has no length");
        }
        in.skip(length - 2L);
        if (isFrame(marker)) {
            frame(begin);
        }
        boolean kept = marker == ADOBE
                || isFrame(marker)
                || marker == 0xc4
                || marker == SCAN
                || marker == 0xdb
                || marker == 0xdd;
        boolean known = kept || marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
        if (!known) {
            throw Picture.broken("it has a part that nobody knows");
        }
        // Of Adobe's segment only the twelve bytes that say what the colours are.
        boolean adobe = marker == ADOBE
                && in.begins(begin + 2, (byte) 'A', (byte) 'd', (byte) 'o', (byte) 'b', (byte) 'e')
                && length == 14;
        if (kept && (marker != ADOBE || adobe)) {
            out.write(0xff);
            out.write(marker);
            out.write(in.all(), begin, length);
        }
        if (marker == SCAN) {
            if (width == 0) {
                throw Picture.broken("its head is missing");
            }
            scan();
        }
    }

    /** Baseline, extended and progressive, with Huffman's code: what browsers draw. */
    private static boolean isFrame(int marker) {
        return marker == 0xc0 || marker == 0xc1 || marker == 0xc2;
    }

    private void frame(int begin) throws Picture.Refused {
        if (width != 0) {
            throw Picture.broken("it has two heads");
        }
        var head = new Picture.Reader(in.all());
        head.skip(begin + 3L);
        int high = head.two();
        int wide = head.two();
        Picture.checkSize(wide, high);
        width = wide;
        height = high;
    }

    /** The packed pixels, up to the next marker that is none of theirs. */
    private void scan() throws Picture.Refused {
        int begin = in.at();
        while (true) {
            int next = in.one();
            if (next == 0xff) {
                int marker = in.one();
                boolean within = marker == 0 || marker >= 0xd0 && marker <= 0xd7;
                if (!within) {
                    break;
                }
            }
        }
        out.write(in.all(), begin, in.at() - 2 - begin);
        scanned = true;
        in.back(2);
    }
}
