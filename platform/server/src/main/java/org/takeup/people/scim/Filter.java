package org.takeup.people.scim;

import com.mongodb.client.model.Filters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.takeup.http.Json;

/**
 * What a list is narrowed to: comparisons by {@code eq}, combined by {@code and}. That is what providers ask when they
 * look for somebody they know; each of these has an index.
 */
final class Filter {
    private static final int LONGEST = 1_000;
    private static final int MOST = 5;
    private static final Pattern COMPARISON =
            Pattern.compile("(?i)\\s*([a-z][a-z0-9.:_-]{0,150})\\s+eq\\s+(\"(?:[^\"\\\\]|\\\\.)*+\"|true|false)\\s*");
    private static final Pattern AND = Pattern.compile("(?i)and\\s");

    private final List<Bson> conditions;

    private Filter(List<Bson> conditions) {
        this.conditions = conditions;
    }

    /** Where an attribute is stored, and whether its case counts. */
    record Field(String name, Kind kind) {
        /** How it is compared. */
        enum Kind {
            EXACT,
            ANY_CASE,
            FLAG
        }
    }

    /** Everything. */
    static Filter none() {
        return new Filter(List.of());
    }

    /**
     * Reads a filter.
     *
     * @param fields by SCIM's names in lower case
     * @param schema the URN that names may begin with
     * @throws org.takeup.http.Problem 400 {@code invalidFilter} saying what is supported
     */
    static Filter parse(String text, String schema, Map<String, Field> fields) {
        var conditions = new ArrayList<Bson>();
        Matcher comparison = COMPARISON.matcher(text);
        int at = 0;
        while (at < text.length() || conditions.isEmpty()) {
            comparison.region(at, text.length());
            if (text.length() > LONGEST || conditions.size() == MOST || !comparison.lookingAt()) {
                throw unsupported(fields);
            }
            conditions.add(condition(comparison.group(1), comparison.group(2), schema, fields));
            at = comparison.end();
            if (at < text.length()) {
                Matcher and = AND.matcher(text).region(at, text.length());
                if (!and.lookingAt()) {
                    throw unsupported(fields);
                }
                at = and.end();
            }
        }
        return new Filter(conditions);
    }

    private static Bson condition(String name, String value, String schema, Map<String, Field> fields) {
        String lower = name.toLowerCase(Locale.ROOT);
        String urn = schema.toLowerCase(Locale.ROOT) + ":";
        Field field = fields.get(lower.startsWith(urn) ? lower.substring(urn.length()) : lower);
        if (field == null) {
            throw unsupported(fields);
        }
        boolean text = value.startsWith("\"");
        String plain = text ? Json.read(value.getBytes(StandardCharsets.UTF_8), String.class) : value;
        return switch (field.kind()) {
            case FLAG -> Filters.eq(field.name(), flag(plain, fields));
            case EXACT, ANY_CASE -> {
                if (!text) {
                    throw unsupported(fields);
                }
                yield Filters.eq(field.name(), field.kind() == Field.Kind.EXACT ? plain : ScimUser.key(plain));
            }
        };
    }

    private static boolean flag(String value, Map<String, Field> fields) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unsupported(fields);
        };
    }

    private static org.takeup.http.Problem unsupported(Map<String, Field> fields) {
        return ScimProblems.filter("Compare "
                + String.join(", ", fields.keySet().stream().sorted().toList())
                + " by eq with a text in quotes, or active with true or false; combine up to " + MOST + " by and.");
    }

    Bson condition() {
        return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
    }
}
