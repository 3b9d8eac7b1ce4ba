package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Function;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Reply;

/** Resources and lists as SCIM writes them. */
final class ScimJson {
    private static final String MEDIA_TYPE = "application/scim+json";

    private ScimJson() {}

    static ObjectNode user(Exchange exchange, ScimUser user) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.putArray("schemas").add(Attribute.CORE_USER);
        shown.put("id", user.id());
        for (Attribute part : Attribute.USER.parts()) {
            JsonNode value = user.attributes().get(part.key());
            if (value != null) {
                shown.set(part.name(), value);
            }
        }
        if (shown.has(Attribute.ENTERPRISE)) {
            shown.withArrayProperty("schemas").add(Attribute.ENTERPRISE);
        }
        meta(shown, "User", user.created(), user.modified(), user.version(), location(exchange, user));
        return shown;
    }

    static String location(Exchange exchange, ScimUser user) {
        return exchange.fullLink("/scim/v2/Users/" + user.id());
    }

    static void meta(ObjectNode shown, String type, Instant created, Instant modified, long version, String location) {
        shown.putObject("meta")
                .put("resourceType", type)
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("version", ETags.of(version))
                .put("location", location);
    }

    static <T> Reply list(Page.Part<T> part, Function<T, JsonNode> show) {
        ObjectNode list = listOf(part.total(), part.page().startIndex());
        list.put("itemsPerPage", part.resources().size());
        part.resources().forEach(each -> list.withArrayProperty("Resources").add(show.apply(each)));
        return reply(200, list);
    }

    static ObjectNode listOf(long total, int startIndex) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", total).put("startIndex", startIndex);
        list.putArray("Resources");
        return list;
    }

    static Reply reply(int status, JsonNode shown) {
        return Reply.bytes(MEDIA_TYPE, Json.write(shown)).withStatus(status);
    }
}
