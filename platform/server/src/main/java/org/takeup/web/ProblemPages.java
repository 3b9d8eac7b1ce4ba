package org.takeup.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;

/** Where the {@code type} of a problem leads: a public page for each, in the words of {@code problems.yaml}. */
public final class ProblemPages {
    private static final Map<String, Kind> KINDS = read();

    private ProblemPages() {}

    /** What is said of a type in the file. @param remedy what to do about it */
    public record Kind(int status, String title, String remedy) {}

    /** All types. */
    public record All(List<Named> types) {}

    /** A type and what is said of it. @param uri as problems have it, after the platform's own address */
    public record Named(String type, String uri, Kind kind) {
        static Named of(String type, Kind kind) {
            return new Named(type, path(type), kind);
        }
    }

    /** The path of a type's page. */
    static String path(String type) {
        return "/problems/" + type;
    }

    /** All types, by name. */
    static Map<String, Kind> kinds() {
        return KINDS;
    }

    static List<Route> routes() {
        return List.of(
                page("problems", "/problems", ProblemPages::all),
                page("problem-type", path("{type}"), ProblemPages::one));
    }

    private static Route page(String id, String path, Handler handler) {
        return new Route(
                id,
                Route.Realm.PLATFORM,
                Route.Style.PAGE,
                HttpMethod.GET,
                path,
                Access.everyone(),
                new Body.None(),
                handler);
    }

    private static Reply all(Exchange exchange) {
        List<Named> types = KINDS.entrySet().stream()
                .map(each -> Named.of(each.getKey(), each.getValue()))
                .toList();
        return Reply.page("web/problems.jte", "Problem types", new All(types));
    }

    private static Reply one(Exchange exchange) {
        String type = exchange.path("type");
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw Problem.notFound();
        }
        return Reply.page("web/problem-type.jte", kind.title(), Named.of(type, kind));
    }

    private static Map<String, Kind> read() {
        try (InputStream in = ProblemPages.class.getResourceAsStream("/problems.yaml")) {
            if (in == null) {
                throw new IllegalStateException("problems.yaml is missing from the class path");
            }
            return new TreeMap<>(new YAMLMapper().readValue(in, new TypeReference<Map<String, Kind>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("problems.yaml cannot be read", e);
        }
    }
}
