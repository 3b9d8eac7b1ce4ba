package org.takeup.workspace.picture;

/**
 * A small still picture that was checked and cleaned. It holds what is needed to draw it, and nothing that a camera or a
 * program wrote beside it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bytes the cleaned file
 */
public record Picture(Type type, int width, int height, byte[] bytes) {
    /** Longest side, in pixels. */
    public static final int MOST_PIXELS = 2_000;

    /** Shortest side, in pixels. */
    public static final int FEWEST_PIXELS = 16;

    /** Largest file, in bytes. */
    public static final int MOST_BYTES = 256 * 1024;

    /** What a picture may be. Told by its first bytes alone. */
    public enum Type {
        PNG("image/png", "png"),
        JPEG("image/jpeg", "jpg"),
        WEBP("image/webp", "webp");

        private final String media;
        private final String ending;

        Type(String media, String ending) {
            this.media = media;
            this.ending = ending;
        }

        /** Its media type. */
        public String media() {
            return media;
        }

        /** How names of such files end, without a dot. */
        public String ending() {
            return ending;
        }
    }

    /** Why a picture is not taken. The message is a sentence for the person who sent it, with what to do. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Checks a file and cleans it. Memory and time grow with its bytes and with {@link #MOST_PIXELS}, whatever it claims:
     * sizes are read from its head and refused before anything is unpacked.
     *
     * @param file as it was sent; its name is nobody's word for what it is
     */
    public static Picture read(byte[] file) throws Refused {
        if (file.length > MOST_BYTES) {
            throw new Refused(
                    "The picture has " + file.length / 1024 + " kB; give one of at most " + MOST_BYTES / 1024 + " kB.");
        }
        var in = new Reader(file);
        if (in.begins(0, Png.SIGNATURE)) {
            return Png.read(in);
        }
        if (in.begins(0, Jpeg.SIGNATURE)) {
            return Jpeg.read(in);
        }
        if (in.begins(0, Webp.RIFF) && in.begins(8, Webp.WEBP)) {
            return Webp.read(in);
        }
        throw new Refused("This is no PNG, JPEG or WebP picture. Save it as one of these and send it again.");
    }

    /** Before anything is unpacked. */
    static void checkSize(long width, long height) throws Refused {
        if (width < FEWEST_PIXELS || height < FEWEST_PIXELS || width > MOST_PIXELS || height > MOST_PIXELS) {
            throw new Refused("The picture has " + width + " x " + height + " pixels; give one with " + FEWEST_PIXELS
                    + " to " + MOST_PIXELS + " on each side.");
        }
    }

    static Refused broken(String what) {
        return new Refused(
                "The picture is broken: " + what + ". Open it in a drawing program, save it anew and send that.");
    }

    /** Bytes that are looked at in order. Every look beyond the end is a broken picture. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean begins(int from, byte... with) {
            if (from + with.length > bytes.length) {
                return false;
            }
            for (int i = 0; i < with.length; i++) {
                if (bytes[from + i] != with[i]) {
                    return false;
                }
            }
            return true;
        }

        byte[] all() {
            return bytes;
        }

        int at() {
            return at;
        }

        int left() {
            return bytes.length - at;
        }

        void skip(long number) throws Refused {
            if (number < 0 || number > left()) {
                throw broken("it ends too early");
            }
            at += (int) number;
        }

        /** Goes back over what was read. */
        void back(int number) {
            at -= number;
        }

        int one() throws Refused {
            skip(1);
            return bytes[at - 1] & 0xff;
        }

        /** Two bytes, the high one first. */
        int two() throws Refused {
            return one() << 8 | one();
        }

        /** Four bytes, the high one first. */
        long four() throws Refused {
            return (long) two() << 16 | two();
        }

        /** Three bytes, the low one first. */
        int threeTurned() throws Refused {
            return one() | one() << 8 | one() << 16;
        }

        /** Four bytes, the low one first. */
        long fourTurned() throws Refused {
            return threeTurned() | (long) one() << 24;
        }
    }
}
