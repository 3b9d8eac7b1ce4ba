package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.identity.Scopes;
import org.takeup.web.ReferenceView.Area;

/**
 * The reference of the API as pages, made from its contract: an index and a page for each area, in workspaces and at the
 * operator's console. Readable without script; with it, each operation can be tried with the reader's own session.
 */
final class Reference {
    private final Map<String, Area> ofWorkspaces = new TreeMap<>();
    private final Map<String, Area> ofTheOperator = new TreeMap<>();

    /** @param document the whole contract */
    Reference(JsonNode document, List<Route> routes) {
        var reader = new ReferenceReader(document);
        for (Route route : routes) {
            if (OpenApi.isOperation(route)) {
                Map<String, Area> areas = route.realm() == Route.Realm.OPERATOR ? ofTheOperator : ofWorkspaces;
                Area area = area(route);
                areas.computeIfAbsent(area.name(), ignored -> area).operations().add(reader.operation(route));
            }
        }
    }

    private static Area area(Route route) {
        String first = first(route.path());
        return Scopes.areaOf(route.path())
                .map(known -> new Area(known.name(), known.words(), new ArrayList<>()))
                .orElseGet(() -> new Area(first, words(first), new ArrayList<>()));
    }

    private static String first(String path) {
        String rest = path.replaceFirst("^/(api/v1/)?", "");
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private static String words(String name) {
        String spaced = name.replace('-', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    List<Route> routes() {
        return List.of(
                page("reference", "/reference", Access.signedIn(), exchange -> index(exchange, ofWorkspaces)),
                page(
                        "reference-area",
                        "/reference/{area}",
                        Access.signedIn(),
                        exchange -> area(exchange, ofWorkspaces)),
                page("operator-reference", "/reference", Access.operator(), exchange -> index(exchange, ofTheOperator))
                        .in(Route.Realm.OPERATOR),
                page(
                                "operator-reference-area",
                                "/reference/{area}",
                                Access.operator(),
                                exchange -> area(exchange, ofTheOperator))
                        .in(Route.Realm.OPERATOR));
    }

    private static Route page(String id, String path, Access access, org.takeup.http.Handler handler) {
        return new Route(
                id, Route.Realm.WORKSPACE, Route.Style.PAGE, HttpMethod.GET, path, access, new Body.None(), handler);
    }

    private static Reply index(Exchange exchange, Map<String, Area> areas) {
        return Reply.page(
                "web/reference.jte",
                "API reference",
                new ReferenceView.Index(List.copyOf(areas.values()), exchange.fullLink("")));
    }

    private static Reply area(Exchange exchange, Map<String, Area> areas) {
        Area area = areas.get(exchange.path("area"));
        if (area == null) {
            throw Problem.notFound();
        }
        return Reply.page("web/reference-area.jte", "API: " + area.title(), area);
    }
}
