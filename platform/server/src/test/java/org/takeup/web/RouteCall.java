package org.takeup.web;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.AttackTable;
import org.takeup.http.Body;
import org.takeup.http.Route;

/** Somebody who calls routes as {@link RouteRows} says, with everything that a browser of theirs would send. */
final class RouteCall {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Pattern ID = Pattern.compile("<([A-Za-z]+)>");

    private final TestPlatform platform;
    private final Visitor visitor;
    private final String csrf;
    private final String base;
    private final Map<String, String> headers;

    /** @param base what the paths of the realm begin with, such as {@code /w/acme} */
    RouteCall(TestPlatform platform, Visitor visitor, String csrf, String base) {
        this(platform, visitor, csrf, base, Map.of());
    }

    private RouteCall(TestPlatform platform, Visitor visitor, String csrf, String base, Map<String, String> headers) {
        this.platform = platform;
        this.visitor = visitor;
        this.csrf = csrf;
        this.base = base;
        this.headers = headers;
    }

    /** The same somebody, who sends these headers too, or in place of their own. */
    RouteCall with(Map<String, String> more) {
        return new RouteCall(platform, visitor, csrf, base, more);
    }

    /** Opens a path of the realm. */
    HttpResponse<String> get(String path) {
        return visitor.get(base + path);
    }

    /** With its query added to the row's. */
    HttpResponse<String> ask(Route route, Map<String, String> ids, String query) {
        AttackTable.called(route.id());
        String target = target(route, ids);
        return visitor.get(base + target + (target.contains("?") ? "&" : "?") + query);
    }

    /** The names of the ids in a route's path, as {@link OwnThings} calls them. */
    static Set<String> idsInPath(Route route) {
        Map<String, String> names = RouteRows.of(route).names();
        return PARAMETER
                .matcher(route.path())
                .results()
                .map(found -> names.getOrDefault(found.group(1), found.group(1)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The names of the ids in a route's query and body. */
    static Set<String> idsInside(Route route) {
        RouteRows.Row row = RouteRows.of(route);
        return ID.matcher(row.query() + " " + row.body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As the row says. */
    HttpResponse<String> send(Route route, Map<String, String> ids) {
        return send(route, ids, body(route, ids), archive(route));
    }

    /** With another body than the row's: a JSON document, or a form's fields. */
    HttpResponse<String> send(Route route, Map<String, String> ids, String body) {
        return send(route, ids, body, archive(route));
    }

    /** With this name and content of the file. */
    HttpResponse<String> sendFile(Route route, Map<String, String> ids, String name, byte[] file) {
        return send(route, ids, body(route, ids), name, file);
    }

    private static byte[] archive(Route route) {
        return route.body() instanceof Body.Upload ? OwnThings.upload(route) : new byte[0];
    }

    private HttpResponse<String> send(Route route, Map<String, String> ids, String body, byte[] file) {
        return send(route, ids, body, fileName(route), file);
    }

    private static String fileName(Route route) {
        var types = route.body() instanceof Body.Upload upload ? upload.types() : List.of();
        if (types.contains(".yaml")) {
            return "questionnaire.yaml";
        }
        if (types.contains(".lss")) {
            return "survey.lss";
        }
        return types.contains(".png") ? "logo.png" : types.contains(".zip") ? "export.zip" : "people.csv";
    }

    private HttpResponse<String> send(Route route, Map<String, String> ids, String body, String fileName, byte[] file) {
        AttackTable.called(route.id());
        HttpRequest.Builder request = visitor.request(base + target(route, ids))
                .header("Origin", platform.url().toString())
                .header("If-Match", "\"" + ids.getOrDefault("version", "1") + "\"");
        if (!csrf.isEmpty()) {
            request.header("X-Takeup-CSRF", csrf);
        }
        switch (route.body()) {
            case Body.None _ -> request.method(route.method().name(), HttpRequest.BodyPublishers.noBody());
            case Body.Json _ ->
                request.header("Content-Type", "application/json")
                        .method(route.method().name(), HttpRequest.BodyPublishers.ofString(body));
            case Body.Scim _ ->
                request.header("Content-Type", "application/scim+json")
                        .method(route.method().name(), HttpRequest.BodyPublishers.ofString(body));
            case Body.Form _ ->
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .method(route.method().name(), HttpRequest.BodyPublishers.ofString(body));
            case Body.Upload _ ->
                request.header("Content-Type", "multipart/form-data; boundary=edge")
                        .method(
                                route.method().name(),
                                HttpRequest.BodyPublishers.ofByteArray(multipart(fields(body), file, fileName)));
        }
        headers.forEach(request::setHeader);
        return platform.send(request.build());
    }

    /** A request without a body to this path of the realm, whatever is in it. */
    HttpRequest request(String path, String method) {
        HttpRequest.Builder request =
                visitor.request(base + path).header("Origin", platform.url().toString());
        return request.header("X-Takeup-CSRF", csrf)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    /** The row's body with these ids. */
    static String body(Route route, Map<String, String> ids) {
        boolean json = route.body() instanceof Body.Json || route.body() instanceof Body.Scim;
        return ID.matcher(RouteRows.of(route).body()).replaceAll(found -> {
            String value = id(ids, found);
            // The answers of a page are a part of a form already.
            return found.group(1).equals("answers") || json ? value : encode(value);
        });
    }

    private static String target(Route route, Map<String, String> ids) {
        RouteRows.Row row = RouteRows.of(route);
        String path = PARAMETER.matcher(route.path()).replaceAll(found -> {
            String name = row.names().getOrDefault(found.group(1), found.group(1));
            return encode(ids.getOrDefault(name, "no-" + name));
        });
        String query = ID.matcher(row.query()).replaceAll(found -> encode(id(ids, found)));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String id(Map<String, String> ids, MatchResult found) {
        return ids.getOrDefault(found.group(1), "no-" + found.group(1));
    }

    /** The fields of a form's body, in order. */
    static Map<String, String> fields(String body) {
        var fields = new LinkedHashMap<String, String>();
        Arrays.stream(body.split("&")).filter(part -> part.contains("=")).forEach(part -> {
            String[] both = part.split("=", 2);
            fields.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        });
        return fields;
    }

    /** A form's body. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static byte[] multipart(Map<String, String> fields, byte[] file, String fileName) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\""
                        + name.replace("\"", "%22") + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
