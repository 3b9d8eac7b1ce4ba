package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.tenant.TenantDefinition;

/**
 * Every route, given what a database would run (threat D1). Each request is the valid one of {@link RouteRows} with one
 * thing in it replaced, on objects that exist; so it is that thing which is refused, and nothing before it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputAttackIT {
    /** In everything that the tests plant, to know it again in what is sent to the store. */
    private static final String MARK = "planted-4711";

    private static final List<String> OPERATORS = List.of(
            "{\"$ne\":\"" + MARK + "\"}",
            "{\"$gt\":\"" + MARK + "\"}",
            "{\"$where\":\"" + MARK + "\"}",
            "{\"$expr\":{\"$function\":{\"body\":\"" + MARK + "\",\"args\":[],\"lang\":\"js\"}}}",
            "[{\"$ne\":\"" + MARK + "\"}]");

    /** A member's or a field's name may be as dangerous as what is in it. */
    private static final List<String> NAMES = List.of("$where", "$expr", "a.b", "a.$x", "title[$ne]", "\u0000");

    private MailCatcher mail;
    private TestPlatform platform;
    private OwnThings own;
    private RouteCall operator;
    private final List<String> writes = new ArrayList<>();
    private final List<String> planted = new ArrayList<>();

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        own = new OwnThings(platform, "i" + UUID.randomUUID().toString().substring(0, 8));
        Visitor console = platform.operator();
        operator = new RouteCall(
                platform,
                console,
                Visitor.token(console.get("/operator/plugins").body()),
                "/operator");
        platform.watch().tell(this::look);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    /** Notes what a command writes, and whether what a test planted has become an operator or a name in it. */
    private synchronized void look(String name, BsonDocument command) {
        if (Set.of("insert", "update", "delete", "findandmodify").contains(name)) {
            writes.add(name + " " + command.getFirstKey() + " " + command.toJson());
        }
        search(command, command);
    }

    private void search(BsonValue value, BsonDocument command) {
        if (value instanceof BsonArray array) {
            array.forEach(each -> search(each, command));
        } else if (value instanceof BsonDocument document) {
            document.forEach((name, inside) -> {
                boolean operator = name.startsWith("$") && isPlanted(inside);
                if (operator || NAMES.contains(name) || name.contains(MARK)) {
                    planted.add(name + " in " + command.toJson());
                }
                search(inside, command);
            });
        }
    }

    private static boolean isPlanted(BsonValue value) {
        return value instanceof BsonString text && text.getValue().equals(MARK);
    }

    private List<Route> routes(Class<? extends Body> body) {
        List<Route> routes = platform.platform().routes().stream()
                .filter(route -> body.isInstance(route.body()))
                .filter(route -> route.realm() != Route.Realm.PLATFORM)
                .toList();
        assertTrue(!routes.isEmpty(), "there are routes to attack");
        return routes;
    }

    private RouteCall caller(Route route) {
        return route.realm() == Route.Realm.OPERATOR ? operator : own.admin();
    }

    private Map<String, String> ids(Route route) {
        Map<String, String> ids = own.idsFor(route);
        ids.put("slug", own.workspace().tenant().slug());
        return ids;
    }

    @Test
    void anOperatorInPlaceOfAMemberIsRefusedAndChangesNothing() {
        var taken = new ArrayList<String>();
        int sent = 0;
        for (Route route : routes(Body.Json.class)) {
            Map<String, String> ids = ids(route);
            for (String body : attacked(read(RouteCall.body(route, ids)))) {
                refused(route, ids, body, taken);
                sent++;
            }
        }
        assertEquals(List.of(), taken);
        assertEquals(List.of(), planted);
        assertTrue(sent > 200, sent + " requests");
    }

    /** SCIM passes over members that it does not know; so not each is refused, but none of them reaches the store. */
    @Test
    void anOperatorInPlaceOfAMemberOfScimBreaksNothingAndIsNotStored() {
        var broken = new ArrayList<String>();
        int sent = 0;
        for (Route route : routes(Body.Scim.class)) {
            Map<String, String> ids = ids(route);
            for (String body : attacked(read(RouteCall.body(route, ids)))) {
                forget();
                HttpResponse<String> answer = caller(route).send(route, ids, body);
                if (answer.statusCode() >= 500) {
                    broken.add(route.id() + " breaks at " + body + ": " + answer.statusCode());
                }
                synchronized (this) {
                    writes.stream().filter(write -> write.contains(MARK)).forEach(broken::add);
                }
                sent++;
            }
        }
        assertEquals(List.of(), broken);
        assertEquals(List.of(), planted);
        assertTrue(sent > 50, sent + " requests");
    }

    /** The document with each of its members, however deep, replaced by each operator and called by each name. */
    private static List<String> attacked(JsonNode valid) {
        var attacked = new ArrayList<String>();
        eachMember(valid, valid, (document, write) -> attacked.add(document.toString()));
        return attacked;
    }

    private static void eachMember(JsonNode root, JsonNode at, BiConsumer<JsonNode, String> take) {
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            for (String operator : OPERATORS) {
                object.set(member.getKey(), read(operator));
                take.accept(root, member.getKey());
            }
            object.remove(member.getKey());
            for (String name : NAMES) {
                object.set(name, member.getValue());
                take.accept(root, name);
                object.remove(name);
            }
            object.set(member.getKey(), member.getValue());
            eachMember(root, member.getValue(), take);
        }
    }

    private void refused(Route route, Map<String, String> ids, String body, List<String> taken) {
        own.awaitRest();
        forget();
        HttpResponse<String> answer = caller(route).send(route, ids, body);
        if (answer.statusCode() != 400 && answer.statusCode() != 422) {
            taken.add(route.id() + " takes " + body + ": " + answer.statusCode() + " " + answer.body());
        }
        synchronized (this) {
            if (!writes.isEmpty()) {
                taken.add(route.id() + " writes for " + body + ": " + writes);
            }
        }
    }

    private synchronized void forget() {
        writes.clear();
    }

    @Test
    void anOperatorInAFieldOfAFormIsAWordAndItsNameIsNobodys() {
        var broken = new ArrayList<String>();
        var forms = new ArrayList<>(routes(Body.Form.class));
        forms.addAll(routes(Body.Upload.class));
        var asItWas = TenantDefinition.of(own.workspace().tenant());
        int sent = 0;
        for (Route route : forms) {
            if (route.access() instanceof org.takeup.http.Access.Everyone) {
                continue;
            }
            Map<String, String> ids = ids(route);
            for (Map<String, String> fields : attackedForms(RouteCall.fields(RouteCall.body(route, ids)))) {
                HttpResponse<String> answer = caller(route).send(route, ids, RouteCall.form(fields));
                if (answer.statusCode() >= 500) {
                    broken.add(route.id() + " breaks at " + fields + ": " + answer.statusCode());
                }
                sent++;
            }
            // A word is a fine name for a group of the company; but the admin is in none of that name.
            platform.platform().tenants().apply(asItWas);
        }
        assertEquals(List.of(), broken);
        assertEquals(List.of(), planted);
        assertTrue(sent > 200, sent + " requests");
    }

    private static List<Map<String, String>> attackedForms(Map<String, String> valid) {
        var attacked = new ArrayList<Map<String, String>>();
        for (String field : valid.keySet()) {
            for (String operator : OPERATORS) {
                var other = new LinkedHashMap<>(valid);
                other.put(field, operator);
                attacked.add(other);
            }
            for (String name : List.of(field + "[$ne]", field + ".$where", "$where", "answers.$x", "a.$x", "a.b")) {
                var other = new LinkedHashMap<>(valid);
                other.put(name, other.remove(field));
                attacked.add(other);
            }
        }
        return attacked;
    }

    @Test
    void anOperatorInThePathOrTheQueryFindsNothingAndBreaksNothing() {
        var broken = new ArrayList<String>();
        for (Route route : routes(Body.None.class)) {
            for (String operator : OPERATORS) {
                String path =
                        route.path().replaceAll("\\{[^}]+}", encode(operator).replace("$", "\\$"));
                for (String query : List.of("", "?unit[$ne]=x&after[$gt]=", "?unit=" + encode(operator))) {
                    HttpResponse<String> answer = send(route, path + query);
                    boolean named = route.path().contains("{") && answer.statusCode() / 100 == 2;
                    if (answer.statusCode() >= 500 || named) {
                        broken.add(route.id() + " " + path + query + ": " + answer.statusCode());
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
        assertEquals(List.of(), planted);
    }

    private HttpResponse<String> send(Route route, String path) {
        HttpRequest request = caller(route).request(path, route.method().name());
        return platform.send(request);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
