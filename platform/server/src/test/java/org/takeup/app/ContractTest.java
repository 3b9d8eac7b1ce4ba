package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the contract, which every answer of the API is held against in tests, does refuse some. */
class ContractTest {
    private static final String DOCUMENT = """
            {"paths":
              {"/things/{thing}":{"parameters":[],"get":{"operationId":"thing-get","responses":{
                 "200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
                 "404":{"$ref":"#/components/responses/Gone"}}}},
               "/things/list":{"get":{"operationId":"things-list","responses":{
                 "200":{"content":{"application/json":{"schema":
                   {"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}}},
             "components":{
               "responses":{"Gone":{"content":{"application/problem+json":{"schema":
                 {"type":"object","required":["title"],"properties":{"title":{"type":"string"}}}}}}},
               "schemas":{"Thing":{"type":"object","required":["id"],"properties":{
                 "id":{"type":"integer"},"within":{"$ref":"#/components/schemas/Thing"}}}}}}""";

    private final Contract contract = new Contract(new JsonObject(DOCUMENT));

    private void check(String path, int status, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost" + path)).build();
        @SuppressWarnings("unchecked")
        var answer = (HttpResponse<String>) Proxy.newProxyInstance(
                ContractTest.class.getClassLoader(),
                new Class<?>[] {HttpResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "statusCode" -> status;
                    case "body" -> body;
                    case "request" -> request;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        contract.check(path, type, answer);
    }

    @Test
    void whatIsDescribedPasses() {
        assertDoesNotThrow(() -> check("/things/4", 200, "application/json", "{\"id\":4,\"within\":{\"id\":5}}"));
        assertDoesNotThrow(() -> check("/things/list", 200, "application/json", "[{\"id\":4}]"));
        assertDoesNotThrow(() -> check("/things/4", 404, "application/problem+json", "{\"title\":\"Gone\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"id\":\"4\"}", "{\"id\":4,\"more\":1}", "{\"id\":4,\"within\":{\"more\":5}}"})
    void whatIsMissingMoreOrOtherIsRefused(String body) {
        assertThrows(AssertionError.class, () -> check("/things/4", 200, "application/json", body));
        assertThrows(AssertionError.class, () -> check("/things/list", 200, "application/json", "[" + body + "]"));
        assertThrows(AssertionError.class, () -> check("/things/4", 404, "application/problem+json", body));
    }

    @Test
    void aStatusOrATypeThatIsNotDescribedIsRefused() {
        assertThrows(AssertionError.class, () -> check("/things/4", 409, "application/problem+json", "{}"));
        assertThrows(AssertionError.class, () -> check("/things/4", 200, "application/problem+json", "{\"id\":4}"));
    }
}
