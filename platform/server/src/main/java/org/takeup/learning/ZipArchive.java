package org.takeup.learning;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.takeup.plugin.api.lms.Archive;

/**
 * An uploaded zip. Its directory is held against the limits before anything is unpacked, and each file is cut off where
 * it unpacks to more than the directory states; so the sum of the stated sizes is a limit that holds. Nothing is written
 * to disk by the names in it, and an archive within it is a file like any other. Not thread-safe.
 */
final class ZipArchive implements Archive, AutoCloseable {
    static final int MOST_FILES = 1_000;
    static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;
    static final long MOST_RATIO = 200;

    /** A list of {@link #MOST_FILES} takes a tenth of it; Java reads it into memory as a whole. */
    private static final long MOST_LIST_BYTES = 1_000_000;

    /** A small file may be packed as tightly as it likes. */
    private static final long ALWAYS_FINE = 10L * 1024 * 1024;

    private final ZipFile zip;
    private final Map<String, ZipEntry> files = new HashMap<>();

    private ZipArchive(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws ArchiveRefused if it is no zip, or one that we would not unpack */
    static ZipArchive open(Path file) throws IOException {
        ZipEnd.check(file, MOST_FILES, MOST_LIST_BYTES);
        ZipFile zip = zip(file);
        try {
            var archive = new ZipArchive(zip);
            archive.list();
            return archive;
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new ArchiveRefused(
                    "The file is no zip archive, or it is damaged.",
                    "Export it again and send the .zip as it is, without unpacking it.");
        }
    }

    private void list() {
        if (zip.size() > MOST_FILES) {
            throw ZipEnd.tooMany(String.valueOf(zip.size()), MOST_FILES);
        }
        long total = 0;
        for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
            refuseName(entry.getName());
            refuseRatio(entry);
            total += Math.max(0, entry.getSize());
            if (total > MOST_BYTES) {
                throw new ArchiveRefused(
                        "The archive unpacks to more than 2 GB.", "Send a smaller export, for example one year.");
            }
            if (files.put(entry.getName(), entry) != null) {
                throw new ArchiveRefused(
                        "The archive holds two files named " + shown(entry.getName()) + ".",
                        "Pack it again with each file once.");
            }
        }
    }

    private static void refuseName(String name) {
        boolean climbs = java.util.Arrays.asList(name.split("/", -1)).contains("..");
        boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
        if (climbs || absolute || name.isBlank() || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw new ArchiveRefused(
                    "The archive holds a file named " + shown(name) + ", which points outside of it.",
                    "Pack the files again with plain names.");
        }
    }

    private static void refuseRatio(ZipEntry entry) {
        long packed = Math.max(1, entry.getCompressedSize());
        if (entry.getSize() > ALWAYS_FINE && entry.getSize() / packed > MOST_RATIO) {
            throw new ArchiveRefused(
                    "The file " + shown(entry.getName()) + " in the archive is packed " + entry.getSize() / packed
                            + " to 1; no export of learning data is.",
                    "Check what made it, and send the export itself.");
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (plain.length() > 80 ? plain.substring(0, 80) + "…" : plain) + "\"";
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = files.get(name);
        if (entry == null) {
            throw new NoSuchFileException(name);
        }
        return new Measured(zip.getInputStream(entry), entry);
    }

    @Override
    public long size(String name) {
        ZipEntry entry = files.get(name);
        return entry == null ? -1 : entry.getSize();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Ends with an error where a file unpacks to more than the directory says, or to something else. */
    private static final class Measured extends FilterInputStream {
        private final ZipEntry entry;
        private final CRC32 sum = new CRC32();
        private long left;

        Measured(InputStream in, ZipEntry entry) {
            super(in);
            this.entry = entry;
            this.left = entry.getSize();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read < 0) {
                checkSum();
                return read;
            }
            left -= read;
            if (left < 0) {
                throw new IOException(
                        shown(entry.getName()) + " unpacks to more than the archive states, and was cut off");
            }
            sum.update(bytes, from, read);
            return read;
        }

        /** Read and not jumped over, so that the sum stays right. */
        @Override
        public long skip(long n) throws IOException {
            return readNBytes((int) Math.clamp(n, 0, 8_192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void checkSum() throws IOException {
            if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
                throw new IOException(shown(entry.getName()) + " is not what was packed; its check sum is wrong");
            }
        }
    }
}
