package org.takeup.tenant.life;

import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.takeup.store.Sealer;

/**
 * Writes an archive, part by part, holding one document at a time. {@code platform/archive.md} describes the format. Not
 * thread-safe.
 */
public final class ArchiveWriter implements AutoCloseable {
    /** The part with what waits to be done. */
    public static final String JOBS = "jobs";

    static final String MANIFEST = "manifest.json";
    static final String SEAL = "seal";
    static final String PARTS = "collections/";
    static final String ENDING = ".ndjson";
    static final String PURPOSE = "manifest";

    private final ZipOutputStream zip;
    private final Instant made;
    private final Map<String, Checksum.Total> parts = new TreeMap<>();

    public ArchiveWriter(OutputStream out, Instant made) {
        this.zip = new ZipOutputStream(out);
        this.made = made;
    }

    /** Told of the documents as they are written. */
    public interface Progress {
        /** @throws InterruptedException if the writing is to stop */
        void wrote(long documents) throws InterruptedException;
    }

    /** Writes a part. @param documents as the store has them */
    public void part(String name, Iterable<Document> documents, Progress progress)
            throws IOException, InterruptedException {
        begin(PARTS + name + ENDING);
        var checksum = new Checksum();
        Iterator<Document> all = documents.iterator();
        try {
            while (all.hasNext()) {
                byte[] line = Line.of(all.next()).bytes();
                zip.write(line);
                zip.write('\n');
                checksum.add(line);
                progress.wrote(1);
            }
        } finally {
            if (all instanceof Closeable cursor) {
                cursor.close();
            }
        }
        zip.closeEntry();
        parts.put(name, checksum.total());
    }

    /** Writes what the archive says about itself. Nothing comes after it. */
    public void finish(JsonObject tenant, byte[] dataKey, Map<String, String> leftOut, Sealer transport)
            throws IOException {
        byte[] manifest = new Manifest(made, tenant, dataKey, parts, leftOut).bytes();
        begin(MANIFEST);
        zip.write(manifest);
        zip.closeEntry();
        begin(SEAL);
        zip.write(transport.seal(Checksum.sha256().digest(manifest), PURPOSE));
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(made.toEpochMilli());
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
