package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** A planner's desk: calls of the API, pages and files. */
public final class Desk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DONE = Pattern.compile("\"DONE\"");

    private final TestPlatform platform;
    private final Workspace workspace;
    private int imports;

    public Desk(TestPlatform platform, Workspace workspace) {
        this.platform = platform;
        this.workspace = workspace;
    }

    /** Where the workspace is. */
    public String base() {
        return "/w/" + workspace.tenant().slug();
    }

    /** Somebody who plans. */
    public Visitor planner() {
        return platform.signedIn(workspace, Role.PLANNER);
    }

    /** So many people of a unit come into the directory, as the learning platform names them. */
    public void staff(String unit, int from, int many) {
        new People()
                .upsert(
                        workspace,
                        IntStream.range(from, from + many)
                                .mapToObj(i -> new PersonRecord(
                                        "lms-oneroster",
                                        "u" + i,
                                        "Learner " + i,
                                        "u" + i + "@northbank.example",
                                        Optional.of(unit),
                                        Optional.empty(),
                                        true))
                                .toList());
    }

    /** Imports these files of a learning platform. Returns when they are in. */
    public void learned(Map<String, String> files) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String csrf = Visitor.token(admin.get(base() + "/learning").body());
        HttpResponse<String> answer =
                Archives.upload(admin, base() + "/learning/imports", csrf, "x.zip", Archives.zip(files));
        assertEquals(303, answer.statusCode(), answer.body());
        imports++;
        Eventually.holds("The import ends", Duration.ofSeconds(60), () -> imported() == imports);
    }

    private int imported() {
        // Anew, because the clock may have passed the end of a session.
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String imports = admin.get(base() + "/api/v1/learning/imports").body();
        return (int) DONE.matcher(imports).results().count();
    }

    /** Calls the API. @param version for If-Match; 0 for none */
    public HttpResponse<String> api(String method, String path, String body, long version) {
        Visitor planner = planner();
        HttpRequest.Builder request = planner.request(base() + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header(
                        "X-Takeup-CSRF",
                        Visitor.token(planner.get(base() + "/measures").body()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (version > 0) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return platform.send(request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The same, which must succeed. */
    public JsonNode done(String method, String path, String body, long version) {
        HttpResponse<String> answer = api(method, path, body, version);
        assertEquals(2, answer.statusCode() / 100, answer.body());
        return json(answer);
    }

    /** What is read. */
    public JsonNode read(String path) {
        return done("GET", path, "", 0);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** A page that must be there. */
    public String page(String path) {
        HttpResponse<String> answer = planner().get(base() + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    /** The text of a file of one sheet. */
    public String sheet(String path) {
        Visitor planner = planner();
        try {
            HttpResponse<byte[]> answer = java.net.http.HttpClient.newHttpClient()
                    .send(planner.request(base() + path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(List.of("application/pdf"), answer.headers().allValues("content-type"));
            try (PDDocument read = Loader.loadPDF(answer.body())) {
                assertEquals(1, read.getNumberOfPages());
                return new PDFTextStripper().getText(read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
