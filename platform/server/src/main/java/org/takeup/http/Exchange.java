package org.takeup.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * One request as a route sees it: the workspace and the caller are already checked. Used by one thread.
 */
public final class Exchange {
    private final Request request;
    private final @Nullable Workspace workspace;
    private final @Nullable Caller caller;
    private final String csrf;
    private final List<Change> changes = new ArrayList<>();

    /**
     * What came over the wire.
     *
     * @param id of the request, in logs and in error pages
     * @param address of the client, as far as this node sees it
     * @param origin scheme, host and port that people use, for links in mails
     * @param base path before the realm's own paths: {@code /w/acme}, or empty on a tenant's own host
     * @param path parameters by name
     * @param query first value of each parameter
     * @param form all values of each field, in order
     * @param body of a JSON request
     * @param locale the reader's language
     * @param chosen the language that the reader has chosen here, if they have
     * @param headOnly whether only the head of the answer is asked for
     */
    public record Request(
            String id,
            String address,
            String origin,
            String base,
            Map<String, String> path,
            Map<String, String> query,
            Map<String, List<String>> form,
            Map<String, String> headers,
            Map<String, String> cookies,
            byte[] body,
            Optional<Upload> upload,
            Locale locale,
            Optional<Locale> chosen,
            boolean headOnly) {}

    /**
     * A file that was sent.
     *
     * @param name as the sender's machine calls it; for showing only
     * @param file on disk until the request ends
     */
    public record Upload(String name, Path file, long bytes) {}

    public Exchange(Request request, @Nullable Workspace workspace, @Nullable Caller caller, String csrf) {
        this.request = request;
        this.workspace = workspace;
        this.caller = caller;
        this.csrf = csrf;
    }

    public String id() {
        return request.id();
    }

    /** The address of the client, as far as this node sees it. */
    public String address() {
        return request.address();
    }

    /** All parameters of the path, by name. */
    public Map<String, String> path() {
        return request.path();
    }

    /** Says what this request changes, for the audit trail; what stays as it was is left out. */
    public void changes(String field, @Nullable Object before, @Nullable Object after) {
        String was = before == null ? null : String.valueOf(before);
        String is = after == null ? null : String.valueOf(after);
        if (!Objects.equals(was, is)) {
            changes.add(new Change(field, was, is));
        }
    }

    /** What was said to be changed so far. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The workspace that the address names. @throws IllegalStateException on a route outside of workspaces */
    public Workspace workspace() {
        if (workspace == null) {
            throw new IllegalStateException("This route belongs to no workspace");
        }
        return workspace;
    }

    /** The workspace that the address names, if it names one. For routes that exist outside of workspaces too. */
    public Optional<Workspace> inWorkspace() {
        return Optional.ofNullable(workspace);
    }

    /** The signed-in person. @throws IllegalStateException on a route that does not ask for one */
    public Caller caller() {
        return signedIn().orElseThrow(() -> new IllegalStateException("This route asks for no signed-in person"));
    }

    /** The signed-in person, if there is one. */
    public Optional<Caller> signedIn() {
        return Optional.ofNullable(caller);
    }

    /** The token that this caller's forms carry. */
    public String csrf() {
        return csrf;
    }

    /** A parameter of the path. */
    public String path(String name) {
        String value = request.path().get(name);
        if (value == null) {
            throw new IllegalStateException("The route's path has no {" + name + "}");
        }
        return value;
    }

    /** A parameter of the query, if it is there and not blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.query().get(name)).filter(value -> !value.isBlank());
    }

    /** A header, if it is there. Names are lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    /** Whether only the head of the answer is asked for (HEAD): nobody reads it. */
    public boolean headOnly() {
        return request.headOnly();
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(request.cookies().get(name));
    }

    /** The fields of a sent form. */
    public Form form() {
        return new Form(request.form());
    }

    /**
     * The JSON body as a record. Unknown members, duplicate members and wrong types are refused.
     *
     * @throws Problem with status 400 or 422 naming the member
     */
    public <T> T json(Class<T> type) {
        return Json.read(request.body(), type);
    }

    /** The raw bytes of the body. */
    public byte[] body() {
        return request.body().clone();
    }

    /** The sent file. @throws Problem with status 422 if there is none */
    public Upload upload() {
        return request.upload().orElseThrow(() -> Problem.invalid("file", "Choose a file to send."));
    }

    /** The reader's language: the tenant's, unless the browser asks for another one that the page has. */
    public Locale locale() {
        return request.locale();
    }

    /** The languages that the reader wants, best first, as a header {@code Accept-Language} says it: their choice here, or their browser's. */
    public String languages() {
        return request.chosen()
                .map(Locale::toLanguageTag)
                .or(() -> header("accept-language"))
                .orElse("");
    }

    /** The address of a path of the same realm, for links and redirects. */
    public String link(String path) {
        return request.base() + path;
    }

    /** The full address of a path of the same realm, for mails. */
    public String fullLink(String path) {
        return request.origin() + request.base() + path;
    }
}
