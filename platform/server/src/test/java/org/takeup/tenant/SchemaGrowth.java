package org.takeup.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether every file that fitted a released schema fits the present one too. What it cannot judge counts as a breach. */
final class SchemaGrowth {
    private static final Set<String> WORDS = Set.of("description", "title", "$id", "$schema", "default");
    private static final Set<String> SAME =
            Set.of("type", "pattern", "const", "$ref", "additionalProperties", "uniqueItems");
    private static final Set<String> LEAST = Set.of("minimum", "minLength", "minItems", "minProperties");
    private static final Set<String> MOST = Set.of("maximum", "maxLength", "maxItems", "maxProperties");

    private final List<String> breaches = new ArrayList<>();

    private SchemaGrowth() {}

    /** What would refuse a file that was right before. */
    static List<String> breaches(JsonNode released, JsonNode now) {
        var growth = new SchemaGrowth();
        growth.compare("", released, now);
        return growth.breaches;
    }

    private void compare(String at, JsonNode released, JsonNode now) {
        var keywords = new TreeSet<String>();
        released.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        keywords.forEach(keyword -> compare(at + "/" + keyword, keyword, released.path(keyword), now.path(keyword)));
    }

    private void compare(String at, String keyword, JsonNode released, JsonNode now) {
        boolean fits = switch (keyword) {
            case "properties", "$defs" -> {
                for (Map.Entry<String, JsonNode> each : released.properties()) {
                    if (now.has(each.getKey())) {
                        compare(at + "/" + each.getKey(), each.getValue(), now.path(each.getKey()));
                    } else {
                        breaches.add(at + "/" + each.getKey());
                    }
                }
                yield true;
            }
            case "items" -> {
                compare(at, released, now);
                yield true;
            }
            case "required" -> texts(released).containsAll(texts(now));
            case "enum" -> now.isMissingNode() || texts(now).containsAll(texts(released)) && !released.isMissingNode();
            default -> fits(keyword, released, now);
        };
        if (!fits) {
            breaches.add(at);
        }
    }

    private static boolean fits(String keyword, JsonNode released, JsonNode now) {
        if (now.isMissingNode()) {
            return SAME.contains(keyword) && !keyword.equals("$ref")
                    || LEAST.contains(keyword)
                    || MOST.contains(keyword);
        }
        if (LEAST.contains(keyword)) {
            return !released.isMissingNode() && now.asInt() <= released.asInt();
        }
        if (MOST.contains(keyword)) {
            return !released.isMissingNode() && now.asInt() >= released.asInt();
        }
        return SAME.contains(keyword) && now.equals(released);
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
