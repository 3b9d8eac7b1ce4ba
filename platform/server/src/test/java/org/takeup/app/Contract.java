package org.takeup.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenAPI document that the platform serves, held against its answers. Members that the document does not name fail
 * as well: whoever reads the contract must find everything that is sent.
 */
final class Contract {
    private static final String BASE = "https://takeup.invalid/";
    private static final String ANSWERS = BASE + "answers";
    private static final Pattern API = Pattern.compile("(?:/w/[^/]+)?(/api/v1/.*|/operator/api/v1/.*)");
    /** Statuses that the door answers wherever they belong; they are problems like the others. */
    private static final List<Integer> OF_THE_DOOR = List.of(404, 405);

    /** The same for every platform of this build. */
    private static volatile Contract known;

    private final JsonObject document;
    private final List<Address> addresses;
    private final SchemaRepository answers;
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();
    /** By method and path: most addresses are asked again and again. */
    private final Map<String, Optional<JsonObject>> operations = new ConcurrentHashMap<>();

    /** What stands at a path, by method. */
    private record Address(Pattern path, JsonObject operations) {}

    /** @param document is changed */
    Contract(JsonObject document) {
        this.document = document;
        close(document);
        this.addresses = document.getJsonObject("paths").stream()
                // The plainest first: /plugins/list before /plugins/{plugin}.
                .sorted(Comparator.comparing(each -> each.getKey().contains("{")))
                .map(each -> new Address(
                        Pattern.compile(each.getKey().replaceAll("\\{[^}]+}", "[^/]+")), (JsonObject) each.getValue()))
                .toList();
        this.answers = answers();
    }

    /** @throws AssertionError if this is an answer of the API that the contract does not describe */
    static void check(HttpClient client, HttpResponse<String> answer) throws IOException, InterruptedException {
        var path = API.matcher(answer.request().uri().getPath());
        String type = answer.headers().firstValue("content-type").orElse("");
        if (path.matches() && (type.endsWith("/json") || type.endsWith("+json"))) {
            of(client, answer.request().uri()).check(path.group(1), type, answer);
        }
    }

    private static Contract of(HttpClient client, URI any) throws IOException, InterruptedException {
        if (known == null) {
            var request =
                    HttpRequest.newBuilder(any.resolve("/api/openapi.json")).build();
            known = new Contract(new JsonObject(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        }
        return known;
    }

    /** Makes every object that says its members take no others. */
    private static void close(Object node) {
        switch (node) {
            case JsonObject object -> {
                if (object.getValue("properties") instanceof JsonObject
                        && !object.containsKey("additionalProperties")) {
                    object.put("additionalProperties", false);
                }
                object.forEach(member -> close(member.getValue()));
            }
            case JsonArray array -> array.forEach(Contract::close);
            case null, default -> {}
        }
    }

    void check(String path, String type, HttpResponse<String> answer) {
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        Optional<JsonObject> operation =
                operations.computeIfAbsent(method + " " + path, ignored -> operation(path, method));
        if (operation.isEmpty()) {
            return;
        }
        String id = operation.get().getString("operationId");
        String said = id + " " + answer.statusCode();
        Optional<JsonObject> schema = schema(operation.get(), answer.statusCode(), type);
        if (schema.isEmpty()) {
            if (OF_THE_DOOR.contains(answer.statusCode())) {
                return;
            }
            throw new AssertionError("The contract has no " + type + " for " + said + ": " + answer.body());
        }
        OutputUnit found = validators
                .computeIfAbsent(
                        name(id, String.valueOf(answer.statusCode()), type),
                        name -> answers.validator(ANSWERS + "#/$defs/" + name))
                .validate(io.vertx.core.json.Json.decodeValue(answer.body()));
        if (!found.getValid()) {
            throw new AssertionError(said + " is not as the contract says: " + errors(found) + "\n" + answer.body());
        }
    }

    private static String errors(OutputUnit found) {
        return Stream.ofNullable(found.getErrors())
                .flatMap(List::stream)
                .map(each -> each.getInstanceLocation() + ": " + each.getError())
                .collect(Collectors.joining("; "));
    }

    private Optional<JsonObject> operation(String path, String method) {
        return addresses.stream()
                .filter(each -> each.path().matcher(path).matches())
                .map(each -> each.operations().getJsonObject(method))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<JsonObject> schema(JsonObject operation, int status, String type) {
        return Optional.ofNullable(operation.getJsonObject("responses").getJsonObject(String.valueOf(status)))
                .map(this::resolved)
                .map(response -> response.getJsonObject("content"))
                .map(content -> content.getJsonObject(type))
                .map(content -> content.getJsonObject("schema"));
    }

    private JsonObject resolved(JsonObject response) {
        String reference = response.getString("$ref");
        return reference == null
                ? response
                : document.getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** One schema with all answers in it: what they refer to is most of it, and the same for all. */
    private SchemaRepository answers() {
        var schemas = new JsonObject();
        addresses.forEach(address -> address.operations().stream()
                .filter(each -> each.getValue() instanceof JsonObject operation && operation.containsKey("operationId"))
                .map(each -> (JsonObject) each.getValue())
                .forEach(operation -> addAnswers(operation, schemas)));
        var options = new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        var whole = new JsonObject()
                .put("$id", ANSWERS)
                .put("components", document.getJsonObject("components"))
                .put("$defs", schemas);
        return SchemaRepository.create(options).dereference(JsonSchema.of(whole.copy()));
    }

    private void addAnswers(JsonObject operation, JsonObject schemas) {
        operation.getJsonObject("responses").forEach(response -> {
            JsonObject content = resolved((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
            content.forEach(type -> {
                JsonObject schema = ((JsonObject) type.getValue()).getJsonObject("schema");
                if (schema != null) {
                    schemas.put(name(operation.getString("operationId"), response.getKey(), type.getKey()), schema);
                }
            });
        });
    }

    /** What an answer is called among the others, fit for an address. */
    private static String name(String operation, String status, String type) {
        return operation + "-" + status + "-" + type.replaceAll("[^a-z]", "-");
    }
}
