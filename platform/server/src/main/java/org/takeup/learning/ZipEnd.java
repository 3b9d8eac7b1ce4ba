package org.takeup.learning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What the end of a zip file says of its list of files, looked at before anything reads that list into memory. Format:
 * PKWARE APPNOTE 6.3, section 4.3.16.
 */
final class ZipEnd {
    private static final int SIGNATURE = 0x06054b50;
    private static final int BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    /** A count that stands for "more than fit in here". */
    private static final int MANY = 0xffff;

    private ZipEnd() {}

    /**
     * Refuses lists that are too long. Everything that may be the end of a zip is looked at, so that it does not matter
     * which one a reader takes for it.
     *
     * @throws ArchiveRefused if there are more files than {@code mostFiles}, or the list takes more than {@code mostBytes}
     */
    static void check(Path file, int mostFiles, long mostBytes) throws IOException {
        ByteBuffer tail = tail(file);
        for (int at = tail.limit() - BYTES; at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE) {
                int files = Short.toUnsignedInt(tail.getShort(at + 10));
                if (files > mostFiles) {
                    throw tooMany(files == MANY ? files + " or more" : String.valueOf(files), mostFiles);
                }
                if (Integer.toUnsignedLong(tail.getInt(at + 12)) > mostBytes) {
                    throw new ArchiveRefused(
                            "The list of files in the archive takes more than " + mostBytes / 1_000_000 + " MB.",
                            "Send the files of one export only, with plain names.");
                }
            }
        }
    }

    static ArchiveRefused tooMany(String files, int most) {
        return new ArchiveRefused(
                "The archive holds " + files + " files; at most " + most + " are accepted.",
                "Send the files of one export only.");
    }

    private static ByteBuffer tail(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = (int) Math.min(channel.size(), BYTES + LONGEST_COMMENT);
            ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            long from = channel.size() - length;
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
                // A channel may give less than it is asked for.
            }
            return tail.flip();
        }
    }
}
