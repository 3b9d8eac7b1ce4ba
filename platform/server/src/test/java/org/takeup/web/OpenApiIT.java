package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.http.Access;
import org.takeup.http.Route;

/** The contract of the API and the routes say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private TestPlatform platform;
    private JsonNode document;

    @BeforeAll
    void start() throws Exception {
        platform = TestPlatform.start();
        var answer = platform.stranger().get("/api/openapi.json");
        assertEquals(200, answer.statusCode());
        document = new ObjectMapper().readTree(answer.body());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private record Operation(String path, String method, JsonNode node) {}

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (METHODS.contains(member.getKey())) {
                        operations.add(new Operation(path.getKey(), member.getKey(), member.getValue()));
                    }
                }));
        return operations;
    }

    @Test
    void everyApiRouteIsAnOperationAndEveryOperationIsARoute() {
        var routes = new TreeMap<String, String>();
        platform.platform().routes().stream()
                .filter(OpenApi::isOperation)
                .forEach(route -> routes.put(
                        route.id(), route.method().name().toLowerCase(Locale.ROOT) + " " + OpenApi.path(route)));
        var operations = new TreeMap<String, String>();
        operations()
                .forEach(operation -> operations.put(
                        operation.node().path("operationId").asText(), operation.method() + " " + operation.path()));
        assertEquals(routes, operations);
        assertEquals(operations.size(), operations().size());
    }

    @Test
    void everyOperationNamesItsRolesAsTheRouteDoes() {
        for (Operation operation : operations()) {
            Route route = route(operation);
            var roles = texts(operation.node().path("x-takeup-roles"));
            Set<String> expected = switch (route.access()) {
                case Access.Everyone _ -> Set.of("everyone");
                case Access.Ticket _ -> Set.of("ticket");
                case Access.Operator _ -> Set.of("operator");
                case Access.Signed signed ->
                    signed.roles().stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .collect(java.util.stream.Collectors.toSet());
            };
            assertEquals(expected, Set.copyOf(roles), route.id());
            boolean open = route.access() instanceof Access.Everyone || route.access() instanceof Access.Ticket;
            assertEquals(open, operation.node().path("security").isEmpty(), route.id());
        }
    }

    @Test
    void everyOperationSaysWhatItIsWhatItTakesAndHowItFails() {
        for (Operation operation : operations()) {
            Route route = route(operation);
            assertTrue(!operation.node().path("summary").asText().isBlank(), route.id() + " has no summary");
            var answers = operation.node().path("responses");
            DoorProblems.of(route)
                    .keySet()
                    .forEach(status -> assertTrue(answers.has(status), route.id() + " does not say " + status));
            assertTrue(
                    answers.properties().stream()
                            .anyMatch(answer -> answer.getKey().startsWith("2")),
                    route.id() + " never succeeds");
            answers.properties().stream()
                    .filter(answer -> answer.getKey().charAt(0) >= '4')
                    .forEach(answer -> assertTrue(isProblem(answer.getValue()), route.id() + " " + answer.getKey()));
            boolean takesBody = !(route.body() instanceof org.takeup.http.Body.None);
            assertEquals(takesBody, operation.node().has("requestBody"), route.id() + " and its body");
            assertEquals(placeholders(operation.path()), pathParameters(operation), route.id());
        }
    }

    private boolean isProblem(JsonNode answer) {
        JsonNode resolved =
                answer.has("$ref") ? document.at(answer.path("$ref").asText().substring(1)) : answer;
        return resolved.path("content").has("application/problem+json");
    }

    private static Set<String> placeholders(String path) {
        return Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .collect(java.util.stream.Collectors.toSet());
    }

    private Set<String> pathParameters(Operation operation) {
        var parameters = new ArrayList<JsonNode>();
        operation.node().path("parameters").forEach(parameters::add);
        document.path("paths").path(operation.path()).path("parameters").forEach(parameters::add);
        return parameters.stream()
                .map(each -> each.has("$ref")
                        ? document.at(each.path("$ref").asText().substring(1))
                        : each)
                .filter(each -> each.path("in").asText().equals("path"))
                .map(each -> each.path("name").asText())
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            String pointer = reference.asText();
            assertTrue(pointer.startsWith("#/"), pointer);
            assertTrue(!document.at(pointer.substring(1)).isMissingNode(), pointer + " leads nowhere");
        }
    }

    @Test
    void theDocumentIsValidOpenApi31() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var json = new JsonObject(document.toString());
            var version = OpenAPIVersion.fromContract(json);
            assertEquals(OpenAPIVersion.V3_1, version);
            // That edition of the schema knows no variables in a server's address; the standard does.
            json.getJsonArray("servers").getJsonObject(0).put("url", "/w/northbank");
            version.getRepository(vertx, "https://takeup.invalid/")
                    .compose(schemas -> version.validateContract(vertx, schemas, json))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private Route route(Operation operation) {
        String id = operation.node().path("operationId").asText();
        return platform.platform().routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No route is called " + id));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
