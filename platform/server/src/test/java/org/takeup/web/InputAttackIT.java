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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.AttackTable;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.identity.SessionRegister;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantDefinition;

/**
 * Every route, given what a database would run (threat D1). Each request is the valid one of {@link RouteRows} with one
 * thing in it replaced, on objects that exist; so it is that thing which is refused, and nothing before it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputAttackIT {
    /** In everything that the tests plant, to know it again in what is sent to the store. */
    private static final String MARK = "planted-4711";

    /** Less than what {@link OwnThings#awaitRest} looks ahead. */
    private static final Duration REST = Duration.ofSeconds(20);

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
    private final Map<Placement, OwnThings> everything = new EnumMap<>(Placement.class);
    private OwnThings own;
    /** Until when nothing of the workspace is under way but what a request begins. */
    private Instant restUntil = Instant.MIN;

    private RouteCall operator;
    private RouteCall nobody;
    private RouteCall nobodyAtTheConsole;
    private final List<String> writes = new ArrayList<>();
    private final List<String> planted = new ArrayList<>();

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        for (Placement placement : Placement.values()) {
            everything.put(
                    placement,
                    new OwnThings(platform, "i" + UUID.randomUUID().toString().substring(0, 8), placement));
        }
        at(Placement.POOLED);
        Visitor console = platform.operator();
        operator = new RouteCall(
                platform,
                console,
                Visitor.token(console.get("/operator/plugins").body()),
                "/operator");
        nobody = new RouteCall(platform, platform.stranger(), "", "");
        nobodyAtTheConsole = new RouteCall(platform, platform.stranger(), "", "/operator");
        platform.watch().tell(this::look);
    }

    /** From here on it is about the workspace of this placement. */
    private void at(Placement placement) {
        own = everything.get(placement);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    /** Notes what a command writes, and whether what a test planted has become an operator or a name in it. */
    private synchronized void look(String name, BsonDocument command) {
        if (Set.of("insert", "update", "delete", "findandmodify").contains(name) && !isSeen(command)) {
            writes.add(name + " " + command.getFirstKey() + " " + command.toJson());
        }
        search(command, command);
    }

    /** Now and then a request, whichever comes first, notes when its session was last seen. */
    private static boolean isSeen(BsonDocument command) {
        return command.get(command.getFirstKey()).equals(new BsonString(SessionRegister.SESSIONS.name()))
                && command.containsKey("updates")
                && command.getArray("updates").stream()
                        .allMatch(each -> each.asDocument()
                                .getDocument("u")
                                .getDocument("$set", new BsonDocument())
                                .keySet()
                                .equals(Set.of("seen")));
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
                .toList();
        assertTrue(!routes.isEmpty(), "there are routes to attack");
        return routes;
    }

    private RouteCall caller(Route route) {
        // What is open to everybody is attacked by nobody in particular, who has no session to lose by it.
        boolean open = route.access() instanceof Access.Everyone;
        return switch (route.realm()) {
            case PLATFORM -> nobody;
            case OPERATOR -> open ? nobodyAtTheConsole : operator;
            case WORKSPACE -> open ? own.stranger() : own.admin();
        };
    }

    private Map<String, String> ids(Route route) {
        Map<String, String> ids = own.idsFor(route);
        restUntil = Instant.MIN;
        ids.put("slug", own.workspace().tenant().slug());
        return ids;
    }

    @Attack(
            value = "a database operator for each member, and as its name",
            kind = Kind.DATABASE_OPERATOR,
            threats = "D1",
            at = "every route with a JSON body")
    @BothPlacements
    void anOperatorInPlaceOfAMemberIsRefusedAndChangesNothing(Placement placement) {
        at(placement);
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
    @Attack(
            value = "a database operator for each member of SCIM",
            kind = Kind.DATABASE_OPERATOR,
            threats = "D1",
            at = "every SCIM route with a body")
    @BothPlacements
    void anOperatorInPlaceOfAMemberOfScimBreaksNothingAndIsNotStored(Placement placement) {
        at(placement);
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
        awaitRest();
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

    /** Whatever is refused wakes nothing; so rest that was awaited lasts until something falls due by itself. */
    private void awaitRest() {
        if (Instant.now().isAfter(restUntil)) {
            own.awaitRest();
            restUntil = Instant.now().plus(REST);
        }
    }

    private synchronized void forget() {
        writes.clear();
    }

    @Attack(
            value = "a database operator in each field, and as its name",
            kind = Kind.DATABASE_OPERATOR,
            threats = "D1",
            at = "every form and upload")
    @BothPlacements
    void anOperatorInAFieldOfAFormIsAWordAndItsNameIsNobodys(Placement placement) {
        at(placement);
        var broken = new ArrayList<String>();
        var forms = new ArrayList<>(routes(Body.Form.class));
        forms.addAll(routes(Body.Upload.class));
        var asItWas = TenantDefinition.of(own.workspace().tenant());
        int sent = 0;
        for (Route route : forms) {
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
        var more = new LinkedHashMap<>(valid);
        NAMES.forEach(name -> more.put(name, OPERATORS.getFirst()));
        attacked.add(more);
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

    @Attack(
            value = "a database operator in the path and the query",
            kind = Kind.DATABASE_OPERATOR,
            threats = "D1",
            at = "every route without a body")
    @BothPlacements
    void anOperatorInThePathOrTheQueryFindsNothingAndBreaksNothing(Placement placement) {
        at(placement);
        var broken = new ArrayList<String>();
        for (Route route : routes(Body.None.class)) {
            for (String address : attackedAddresses(route)) {
                HttpResponse<String> answer = send(route, address);
                boolean named = route.path().contains("{") && answer.statusCode() / 100 == 2;
                // No provider answers here, and who wants to sign in is told so.
                boolean noProvider = answer.statusCode() == 503 && route.id().endsWith("sign-in");
                if (answer.statusCode() >= 500 && !noProvider || named) {
                    broken.add(route.id() + " " + address + ": " + answer.statusCode());
                }
            }
        }
        assertEquals(List.of(), broken);
        assertEquals(List.of(), planted);
    }

    /** Each operator in each place of an address; each address once. */
    private static Set<String> attackedAddresses(Route route) {
        var addresses = new LinkedHashSet<String>();
        for (String operator : OPERATORS) {
            String path = route.path().replaceAll("\\{[^}]+}", encode(operator).replace("$", "\\$"));
            for (String query : List.of("", "?unit[$ne]=x&after[$gt]=", "?unit=" + encode(operator))) {
                addresses.add(path + query);
            }
        }
        return addresses;
    }

    private HttpResponse<String> send(Route route, String path) {
        AttackTable.called(route.id());
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
