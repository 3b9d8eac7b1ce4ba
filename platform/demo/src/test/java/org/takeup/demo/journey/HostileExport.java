package org.takeup.demo.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A OneRoster 1.1 export whose names are texts that would like to be markup. */
final class HostileExport {
    private static final String DAY = ",active,2026-01-05T00:00:00Z,";
    private static final int PEOPLE_OF_A_UNIT = 6;

    private HostileExport() {}

    /**
     * Makes the file.
     *
     * @param texts each is the name of a person; the first five are units and courses too, and every tenth is an id that
     *     nothing else knows
     */
    static byte[] of(List<String> texts) {
        var orgs = new ArrayList<>(List.of("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId"));
        var courses = new ArrayList<>(
                List.of(
                        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes"));
        var users = new ArrayList<>(
                List.of(
                        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"));
        for (int unit = 0; unit < 5; unit++) {
            orgs.add("hx-o" + unit + DAY + quoted(texts.get(unit)) + ",school,,");
            courses.add("hx-c" + unit + DAY + "," + quoted(texts.get(unit)) + ",C" + unit + ",,hx-o" + unit + ",,");
        }
        for (int i = 0; i < texts.size(); i++) {
            String text = quoted(texts.get(i));
            String unit = i % 10 == 9 ? text : "hx-o" + i / PEOPLE_OF_A_UNIT % 5;
            users.add("hx-u" + i + DAY + "true," + unit + ",student,hx" + i + ",," + text + "," + text + ",,,,,,,,");
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            write(zip, "manifest.csv", MANIFEST);
            write(zip, "orgs.csv", orgs);
            write(zip, "courses.csv", courses);
            write(zip, "users.csv", users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final List<String> MANIFEST = List.of(
            "propertyName,value",
            "manifest.version,1.0",
            "oneroster.version,1.1",
            "file.academicSessions,absent",
            "file.categories,absent",
            "file.classes,absent",
            "file.classResources,absent",
            "file.courseResources,absent",
            "file.courses,bulk",
            "file.demographics,absent",
            "file.enrollments,absent",
            "file.lineItems,absent",
            "file.orgs,bulk",
            "file.resources,absent",
            "file.results,absent",
            "file.users,bulk",
            "source.systemName,hostile",
            "source.systemCode,hostile");

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static void write(ZipOutputStream zip, String name, List<String> lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
