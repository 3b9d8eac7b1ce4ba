package org.takeup.plugin.packaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The directory at the end of a zip file. Read besides the entries themselves because only it tells symbolic links, and
 * because a file whose directory and entries differ is made to deceive. Format: PKWARE APPNOTE 6.3, sections 4.3.12 and
 * 4.3.16.
 *
 * @param comment of the archive, at the very end of the file
 * @param end where the comment begins
 */
record CentralDirectory(List<CentralDirectory.Entry> entries, byte[] comment, int end) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int TYPE_MASK = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;

    /**
     * One entry.
     *
     * @param plain whether it is a regular file or a folder, and not a link or a device
     */
    record Entry(String name, boolean encrypted, boolean plain) {}

    /** @throws BadPackage if this is no plain zip file, or has more entries than {@code most} */
    static CentralDirectory read(byte[] zip, int most) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(bytes);
        int count = Short.toUnsignedInt(bytes.getShort(end + 10));
        if (count > most) {
            throw new BadPackage("it has more than " + most + " entries", "Leave out what the plugin does not need.");
        }
        var entries = new ArrayList<Entry>(count);
        int at = bytes.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            if (at < 0 || at + ENTRY_BYTES > end || bytes.getInt(at) != ENTRY) {
                throw BadPackage.notAZip();
            }
            entries.add(entry(bytes, at, end));
            at += length(bytes, at);
        }
        if (at != end) {
            throw BadPackage.notAZip();
        }
        int comment = end + END_BYTES;
        return new CentralDirectory(entries, Arrays.copyOfRange(zip, comment, zip.length), comment);
    }

    private static int end(ByteBuffer bytes) {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (bytes.getInt(at) == END && Short.toUnsignedInt(bytes.getShort(at + 20)) == last - at) {
                return at;
            }
        }
        throw BadPackage.notAZip();
    }

    private static Entry entry(ByteBuffer bytes, int at, int end) {
        int nameBytes = Short.toUnsignedInt(bytes.getShort(at + 28));
        if (at + ENTRY_BYTES + nameBytes > end) {
            throw BadPackage.notAZip();
        }
        byte[] name = new byte[nameBytes];
        bytes.get(at + ENTRY_BYTES, name);
        boolean encrypted = (bytes.getShort(at + 8) & 1) != 0;
        int madeBy = bytes.get(at + 5);
        int type = (bytes.getInt(at + 38) >>> 16) & TYPE_MASK;
        boolean plain = madeBy != UNIX || type == 0 || type == REGULAR || type == FOLDER;
        return new Entry(new String(name, StandardCharsets.UTF_8), encrypted, plain);
    }

    private static int length(ByteBuffer bytes, int at) {
        return ENTRY_BYTES
                + Short.toUnsignedInt(bytes.getShort(at + 28))
                + Short.toUnsignedInt(bytes.getShort(at + 30))
                + Short.toUnsignedInt(bytes.getShort(at + 32));
    }
}
