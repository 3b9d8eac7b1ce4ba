package org.takeup.learning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;

/** Exports to import, good and bad, and the upload of one. */
public final class Archives {
    private static final int BLOCK = 1024 * 1024;

    private Archives() {}

    /** A OneRoster export: so many people in two units, all on one class, each with one submission a week for four weeks. */
    public static Map<String, String> roster(int people) {
        var users = new StringBuilder("sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,email\n");
        var enrolments = new StringBuilder("sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate\n");
        var results = new StringBuilder("sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n");
        for (int i = 0; i < people; i++) {
            String unit = i % 2 == 0 ? "north" : "south";
            users.append("u%d,true,%s,student,u%d,Learner,%d,u%d@northbank.example\n".formatted(i, unit, i, i, i));
            enrolments.append("e%d,k1,u%d,student,2026-01-05,\n".formatted(i, i));
            for (int week = 0; week < 4; week++) {
                results.append("r%d-%d,l1,u%d,submitted,,%s\n"
                        .formatted(
                                week, i, i, java.time.LocalDate.of(2026, 1, 7).plusWeeks(week)));
            }
        }
        var files = new LinkedHashMap<String, String>();
        files.put("manifest.csv", "propertyName,value\noneroster.version,1.1\n");
        files.put(
                "orgs.csv",
                "sourcedId,name,type,parentSourcedId\nall,Northbank,district,\nnorth,North,school,all\nsouth,South,school,all\n");
        files.put("users.csv", users.toString());
        files.put(
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate\nt1,Spring,term,2026-01-05,2026-03-29\n");
        files.put("courses.csv", "sourcedId,title,orgSourcedId\nc1,Safety,all\n");
        files.put(
                "classes.csv",
                "sourcedId,title,courseSourcedId,termSourcedIds,schoolSourcedId\nk1,Safety spring,c1,t1,all\n");
        files.put("enrollments.csv", enrolments.toString());
        files.put("categories.csv", "sourcedId,title\ng1,Work\n");
        files.put("lineItems.csv", "sourcedId,title,classSourcedId,categorySourcedId\nl1,Exercise,k1,g1\n");
        files.put("results.csv", results.toString());
        return files;
    }

    public static byte[] zip(Map<String, String> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * A zip of zeros that is written in no time: one packed megabyte, repeated.
     *
     * @param blocks megabytes that each file unpacks to
     * @param stated bytes that the directory claims for each
     */
    static Path bomb(int files, int blocks, long stated) throws IOException {
        byte[] packed = packedZeros();
        Path zip = Files.createTempFile("bomb", ".zip");
        var directory = new ByteArrayOutputStream();
        try (var out = Files.newOutputStream(zip)) {
            long offset = 0;
            for (int n = 0; n < files; n++) {
                byte[] name = ("users" + n + ".csv").getBytes(StandardCharsets.US_ASCII);
                long size = (long) packed.length * blocks + 2;
                out.write(header(0x04034b50, name, size, stated, -1));
                for (int block = 0; block < blocks; block++) {
                    out.write(packed);
                }
                out.write(new byte[] {3, 0});
                directory.write(header(0x02014b50, name, size, stated, offset));
                offset += 30 + name.length + size;
            }
            out.write(directory.toByteArray());
            out.write(ByteBuffer.allocate(22)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x06054b50)
                    .putInt(0)
                    .putShort((short) files)
                    .putShort((short) files)
                    .putInt(directory.size())
                    .putInt((int) offset)
                    .putShort((short) 0)
                    .array());
        }
        return zip;
    }

    private static byte[] packedZeros() {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[BLOCK]);
        byte[] packed = new byte[BLOCK];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    private static byte[] header(int signature, byte[] name, long packed, long stated, long offset) {
        boolean central = offset >= 0;
        var header = ByteBuffer.allocate((central ? 46 : 30) + name.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(signature);
        if (central) {
            header.putShort((short) 20);
        }
        header.putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0);
        header.putInt((int) new CRC32().getValue()).putInt((int) packed).putInt((int) stated);
        header.putShort((short) name.length).putShort((short) 0);
        if (central) {
            header.putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt((int) offset);
        }
        return header.put(name).array();
    }

    /** As {@link #upload(Visitor, String, String, String, byte[])}, on this platform. */
    public static HttpResponse<String> upload(
            TestPlatform platform, Visitor visitor, String path, String csrf, String name, byte[] file) {
        return upload(visitor, path, csrf, name, file);
    }

    /** Sends the file as the page's form does. */
    public static HttpResponse<String> upload(Visitor visitor, String path, String csrf, String name, byte[] file) {
        return upload("lms-oneroster", visitor, path, csrf, name, file);
    }

    /** Sends the file for this connector. */
    public static HttpResponse<String> upload(
            String connector, Visitor visitor, String path, String csrf, String name, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(field("csrf", csrf));
        body.writeBytes(field("connector", connector));
        body.writeBytes(text("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/zip\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(text("\r\n--edge--\r\n"));
        return visitor.send(visitor.request(path)
                .header("Origin", visitor.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static byte[] field(String name, String value) {
        return text("--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
