package org.takeup.tenant.life;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.takeup.store.Sealer;

/**
 * Reads an archive that may come from anybody. {@link #check} looks at all of it before anything counts; memory holds
 * one document at a time. Not thread-safe.
 */
final class ArchiveReader implements AutoCloseable {
    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST_MANIFEST = 1024 * 1024;
    private static final int LONGEST_SEAL = 256;

    /** Deflate makes at most about a thousandth; JSON lines of a workspace make a twentieth. */
    private static final long MOST_RATIO = 250;

    private static final long SMALL = 1024 * 1024;

    private final ZipFile zip;
    private final Manifest manifest;

    /** What is done with each document. */
    interface Taker {
        void take(String collection, Line line) throws ArchiveRefused;
    }

    private ArchiveReader(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens an archive and checks that it was made by somebody with this key, and of which version it is. */
    static ArchiveReader open(Path file, Sealer transport) throws ArchiveRefused, IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new ArchiveRefused(
                    "This is no archive, or its end is missing. Download it again and compare its size.");
        }
        try {
            if (zip.size() > MOST_ENTRIES) {
                throw new ArchiveRefused("The archive has more parts than any version of this product makes.");
            }
            byte[] manifest = whole(zip, ArchiveWriter.MANIFEST, LONGEST_MANIFEST);
            Manifest read = Manifest.read(manifest);
            byte[] seal = whole(zip, ArchiveWriter.SEAL, LONGEST_SEAL);
            boolean fits = transport
                    .open(seal, ArchiveWriter.PURPOSE)
                    .filter(digest -> java.security.MessageDigest.isEqual(
                            digest, Checksum.sha256().digest(manifest)))
                    .isPresent();
            if (!fits) {
                throw new ArchiveRefused(
                        "The key does not fit this archive, or the archive was changed after it was made.");
            }
            return new ArchiveReader(zip, read);
        } catch (ZipException e) {
            zip.close();
            throw new ArchiveRefused("The archive is damaged. Download it again.");
        } catch (ArchiveRefused | IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads all of it. @param known names of the collections that this version has */
    void check(Set<String> known) throws ArchiveRefused, IOException {
        var expected = new HashSet<String>();
        for (String name : manifest.parts().keySet()) {
            if (!known.contains(name)) {
                throw new ArchiveRefused("The archive has the collection " + name
                        + ", which this version of the product does not know. Use the version that made it.");
            }
            expected.add(ArchiveWriter.PARTS + name + ArchiveWriter.ENDING);
        }
        expected.add(ArchiveWriter.MANIFEST);
        expected.add(ArchiveWriter.SEAL);
        var found = new HashSet<String>();
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (!expected.contains(name) || !found.add(name)) {
                throw new ArchiveRefused("The archive has a part that its manifest does not name.");
            }
        }
        var totals = new TreeMap<String, Checksum.Total>();
        each((collection, line) -> {}, totals);
        var wrong = manifest.differences(totals);
        if (!wrong.isEmpty()) {
            throw new ArchiveRefused("The archive was damaged or changed: " + String.join(", ", wrong)
                    + " is not what the manifest says.");
        }
    }

    /** Hands over each document. */
    void each(Taker taker) throws ArchiveRefused, IOException {
        each(taker, new TreeMap<>());
    }

    private void each(Taker taker, TreeMap<String, Checksum.Total> totals) throws ArchiveRefused, IOException {
        try {
            for (var part : manifest.parts().entrySet()) {
                totals.put(part.getKey(), part(part.getKey(), part.getValue(), taker));
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new ArchiveRefused("The archive is damaged. Download it again.");
        }
    }

    private Checksum.Total part(String name, Checksum.Total said, Taker taker) throws ArchiveRefused, IOException {
        ZipEntry entry = zip.getEntry(ArchiveWriter.PARTS + name + ArchiveWriter.ENDING);
        if (entry == null) {
            throw new ArchiveRefused("The archive has no part " + name + ", which its manifest names.");
        }
        long most = Math.max(SMALL, entry.getCompressedSize() * MOST_RATIO);
        if (said.bytes() > most) {
            throw new ArchiveRefused("The part " + name + " would grow more than any real one does.");
        }
        var checksum = new Checksum();
        var line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    if ((line.size() & 0xffff) == 0) {
                        refuseTooLong(name, line.size(), checksum, said);
                    }
                    continue;
                }
                byte[] bytes = line.toByteArray();
                line.reset();
                checksum.add(bytes);
                refuseTooLong(name, bytes.length, checksum, said);
                String where = "Line " + checksum.total().documents() + " of " + name;
                taker.take(name, Line.read(bytes, where));
            }
        }
        if (line.size() > 0) {
            throw new ArchiveRefused("The last line of " + name + " is not whole.");
        }
        return checksum.total();
    }

    private static void refuseTooLong(String name, int length, Checksum checksum, Checksum.Total said)
            throws ArchiveRefused {
        if (length > Line.LONGEST) {
            throw new ArchiveRefused("A document of " + name + " is larger than any database takes.");
        }
        if (checksum.total().bytes() > said.bytes() || length > said.bytes()) {
            throw new ArchiveRefused("The part " + name + " is longer than its manifest says.");
        }
    }

    private static byte[] whole(ZipFile zip, String name, int most) throws ArchiveRefused, IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ArchiveRefused("This is no archive of a workspace: it has no part " + name + ".");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ArchiveRefused("The part " + name + " is larger than it ever is.");
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
