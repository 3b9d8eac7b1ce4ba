package org.takeup.people.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;

/** An admin who uploads files of people, over the API. */
public final class PeopleFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestPlatform platform;
    private final Visitor admin;
    private final String base;
    private final String csrf;

    /** @param base of the workspace, such as {@code /w/acme} */
    public PeopleFiles(TestPlatform platform, Visitor admin, String base, String csrf) {
        this.platform = platform;
        this.admin = admin;
        this.base = base;
        this.csrf = csrf;
    }

    /** A file with one person whom nobody counts. @param words a part of the name */
    public static String oneWhoLeft(String words) {
        return "id,name,active\n" + UUID.randomUUID() + ",Somebody " + words + ",no\n";
    }

    /** Sends a file to be compared. */
    public HttpResponse<String> send(String name, byte[] file, boolean whole) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"whole\"\r\n\r\n" + whole
                        + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return platform.send(admin.request(base + "/api/v1/people/uploads")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** What the platform says a file would change. */
    public JsonNode compare(String csv, boolean whole) {
        return read(201, send("people.csv", csv.getBytes(StandardCharsets.UTF_8), whole));
    }

    /** Takes a compared file over, to the end. @return its id */
    public String takeOver(String id) {
        read(202, post(id, "apply", "{\"sure\":true}"));
        awaitEnd(id);
        return id;
    }

    /** Compares a file and takes it over. @return its id */
    String takeOver(String csv, boolean whole) {
        return takeOver(compare(csv, whole).path("id").asText());
    }

    JsonNode undo(String id) {
        read(202, post(id, "undo", ""));
        return awaitEnd(id);
    }

    /** Until no file is being taken over or back. */
    public void awaitRest() {
        Eventually.holds(
                "no upload moves",
                SOON,
                () -> get("").path("uploads").findValues("over").stream().allMatch(JsonNode::asBoolean));
    }

    JsonNode awaitEnd(String id) {
        Eventually.holds(
                "the upload ends", SOON, () -> get("/" + id).path("over").asBoolean());
        return get("/" + id);
    }

    JsonNode get(String path) {
        return read(200, admin.get(base + "/api/v1/people/uploads" + path));
    }

    HttpResponse<String> post(String id, String what, String json) {
        var request = admin.request(base + "/api/v1/people/uploads/" + id + "/" + what)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return platform.send(request.POST(json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    static JsonNode read(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
