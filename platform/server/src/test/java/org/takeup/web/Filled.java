package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.takeup.http.Body;
import org.takeup.http.Route;

/** Valid bodies of which one text is another. */
final class Filled {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Filled() {}

    /** The body with each of its texts or fields, one after the other, replaced by this one. */
    static List<String> bodies(Route route, String valid, String text) {
        var bodies = new ArrayList<String>();
        if (route.body() instanceof Body.Json || route.body() instanceof Body.Scim) {
            JsonNode root = read(valid);
            eachText(root, root, text, bodies);
        } else {
            Map<String, String> fields = RouteCall.fields(valid);
            for (String field : fields.keySet()) {
                var other = new LinkedHashMap<>(fields);
                other.put(field, text);
                bodies.add(RouteCall.form(other));
            }
        }
        return bodies;
    }

    private static void eachText(JsonNode root, JsonNode at, String text, List<String> bodies) {
        if (at instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                if (member.getValue().isTextual()) {
                    object.put(member.getKey(), text);
                    bodies.add(root.toString());
                    object.set(member.getKey(), member.getValue());
                }
                eachText(root, member.getValue(), text, bodies);
            }
        } else {
            at.forEach(each -> eachText(root, each, text, bodies));
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
