package org.takeup.plugin.packaging.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.packaging.settings.Setting.Bounds;
import org.takeup.plugin.packaging.settings.Setting.Kind;

/** Reads one property of a schema. */
final class PropertyReader {
    static final int LONGEST_VALUE = 4_000;
    private static final int USUAL_LENGTH = 1_000;
    private static final int MOST_ENTRIES = 200;
    private static final int MOST_CHOICES = 100;
    private static final int LONGEST_PATTERN = 200;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}";

    /** A repetition by count is copied that many times when it is compiled; one within another would multiply. */
    private static final java.util.regex.Pattern COSTLY =
            java.util.regex.Pattern.compile("\\)[+*?]?\\{|\\{[^}]*[0-9]{4}");

    private static final Set<String> OF_ALL = Set.of("type", "title", "description", "default", "x-order");
    private static final Set<String> OF_TEXTS = Set.of("minLength", "maxLength", "pattern", "format", "enum");
    private static final Set<String> OF_NUMBERS = Set.of("minimum", "maximum");
    private static final Set<String> OF_LISTS = Set.of("items", "maxItems");

    private final String name;
    private final String pointer;
    private final JsonNode node;

    PropertyReader(String name, String pointer, JsonNode node) {
        this.name = name;
        this.pointer = pointer;
        this.node = node;
    }

    Setting read(boolean required) {
        if (!node.isObject()) {
            throw bad("", "is no object", "Write {\"type\": \"string\", \"title\": \"...\"}.");
        }
        String type = node.path("type").isTextual() ? node.path("type").asText() : "";
        refuseUnknown(type);
        Kind kind = kind(type);
        Bounds bounds = kind == Kind.LIST ? listBounds() : bounds(node, pointer, kind);
        var setting =
                new Setting(name, kind, title(), text("description", LONGEST_TEXT), Optional.empty(), required, bounds);
        return new Setting(name, kind, setting.title(), setting.help(), preset(setting), required, bounds);
    }

    int order() {
        JsonNode order = node.path("x-order");
        if (node.has("x-order") && !order.canConvertToInt()) {
            throw bad("/x-order", "is no whole number", "Smaller numbers come first.");
        }
        return order.asInt(Integer.MAX_VALUE);
    }

    private void refuseUnknown(String type) {
        var known = new HashSet<>(OF_ALL);
        known.addAll(
                switch (type) {
                    case "string" -> OF_TEXTS;
                    case "integer", "number" -> OF_NUMBERS;
                    case "array" -> OF_LISTS;
                    case "boolean" -> Set.<String>of();
                    default ->
                        throw bad(
                                node.has("$ref") ? "/$ref" : "/type",
                                node.has("$ref") ? "points elsewhere" : "is not one of the types that can be asked for",
                                "Use string, integer, number, boolean, or array of strings; references are not followed.");
                });
        SchemaReader.refuseUnknown(node, pointer, known);
    }

    private Kind kind(String type) {
        return switch (type) {
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "array" -> Kind.LIST;
            default -> node.has("enum") ? Kind.CHOICE : ofFormat();
        };
    }

    private Kind ofFormat() {
        if (!node.has("format")) {
            return Kind.TEXT;
        }
        return switch (node.path("format").asText()) {
            case "uri" -> Kind.URL;
            case "date" -> Kind.DATE;
            case "cron" -> Kind.CRON;
            case "password" -> Kind.SECRET;
            default ->
                throw bad("/format", "is not a format that can be asked for", "Use uri, date, cron or password.");
        };
    }

    private Bounds listBounds() {
        JsonNode items = node.path("items");
        if (!items.path("type").asText().equals("string")) {
            throw bad("/items", "is not of type string", "A list holds texts: {\"type\": \"string\"}.");
        }
        SchemaReader.refuseUnknown(items, pointer + "/items", Set.of("type", "minLength", "maxLength", "pattern"));
        Bounds each = bounds(items, pointer + "/items", Kind.LIST);
        int most = whole(node, pointer, "maxItems", MOST_ENTRIES, 1, MOST_ENTRIES);
        return new Bounds(null, null, each.shortest(), each.longest(), each.pattern(), List.of(), most);
    }

    private Bounds bounds(JsonNode of, String at, Kind kind) {
        int longest = whole(of, at, "maxLength", kind == Kind.SECRET ? LONGEST_VALUE : USUAL_LENGTH, 1, LONGEST_VALUE);
        int shortest = whole(of, at, "minLength", 0, 0, longest);
        BigDecimal least = number("minimum");
        BigDecimal most = number("maximum");
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw bad("/minimum", "is more than the maximum", "No value could be right; change one of them.");
        }
        return new Bounds(least, most, shortest, longest, pattern(of, at), choices(), 0);
    }

    private static int whole(JsonNode of, String at, String word, int usual, int least, int most) {
        JsonNode value = of.path(word);
        if (!of.has(word)) {
            return usual;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            throw new BadSchema(
                    at + "/" + word, "is not right", "Give a whole number from " + least + " to " + most + ".");
        }
        return value.asInt();
    }

    private @Nullable BigDecimal number(String word) {
        if (!node.has(word)) {
            return null;
        }
        if (!node.path(word).isNumber()) {
            throw bad("/" + word, "is no number", "Give a number.");
        }
        return node.path(word).decimalValue();
    }

    private static @Nullable Pattern pattern(JsonNode of, String at) {
        if (!of.has("pattern")) {
            return null;
        }
        String written = of.path("pattern").asText();
        if (written.length() > LONGEST_PATTERN || COSTLY.matcher(written).find()) {
            throw new BadSchema(
                    at + "/pattern",
                    "could take too long",
                    "Use at most " + LONGEST_PATTERN + " characters, counts below 1,000, and no count after a group.");
        }
        try {
            return Pattern.compile(written);
        } catch (PatternSyntaxException e) {
            throw new BadSchema(
                    at + "/pattern",
                    "cannot be used: " + e.getDescription(),
                    "Write it in RE2's language: no look-around, no back-references.");
        }
    }

    private List<String> choices() {
        if (!node.has("enum")) {
            return List.of();
        }
        var choices = new ArrayList<String>();
        for (JsonNode choice : node.path("enum")) {
            boolean fits = choice.isTextual()
                    && !choice.asText().isBlank()
                    && choice.asText().length() <= LONGEST_TITLE;
            if (!fits || choices.contains(choice.asText())) {
                throw bad("/enum", "has a choice that is no text, is empty or there twice", "List each text once.");
            }
            choices.add(choice.asText());
        }
        if (choices.isEmpty() || choices.size() > MOST_CHOICES || node.has("format") || node.has("pattern")) {
            throw bad("/enum", "is not right", "List 1 to " + MOST_CHOICES + " texts, without format and pattern.");
        }
        return choices;
    }

    private LocalizedText title() {
        return text("title", LONGEST_TITLE).orElseGet(() -> LocalizedText.english(name));
    }

    private Optional<LocalizedText> text(String word, int longest) {
        JsonNode given = node.path(word);
        if (!node.has(word)) {
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        if (given.isTextual()) {
            texts.put("en", given.asText());
        }
        given.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        boolean fits = !texts.isEmpty()
                && texts.entrySet().stream()
                        .allMatch(each -> each.getKey().matches(LANGUAGE)
                                && !each.getValue().isBlank()
                                && each.getValue().length() <= longest);
        if (!fits) {
            throw bad(
                    "/" + word,
                    "is no text, or a longer one than " + longest + " characters",
                    "Write a text, or one for each language: {\"en\": \"...\", \"de\": \"...\"}.");
        }
        return Optional.of(new LocalizedText(texts));
    }

    private Optional<String> preset(Setting setting) {
        if (!node.has("default")) {
            return Optional.empty();
        }
        JsonNode given = node.path("default");
        if (setting.secret()) {
            throw bad("/default", "would be a secret that everybody has", "Leave it out.");
        }
        Optional<String> written = written(setting.kind(), given);
        Optional<String> wrong =
                written.flatMap(value -> ValueCheck.of(setting, value).wrong());
        if (written.isEmpty() || wrong.isPresent()) {
            throw bad("/default", "does not fit its own setting", wrong.orElse("Give a value of the setting's type."));
        }
        return written.map(value -> ValueCheck.of(setting, value).value());
    }

    private static Optional<String> written(Kind kind, JsonNode given) {
        return switch (kind) {
            case INTEGER, NUMBER ->
                given.isNumber() ? Optional.of(given.decimalValue().toPlainString()) : Optional.empty();
            case BOOLEAN -> given.isBoolean() ? Optional.of(given.asText()) : Optional.empty();
            case LIST -> {
                var lines = new ArrayList<String>();
                given.forEach(each -> lines.add(each.isTextual() ? each.asText() : ""));
                yield given.isArray() && lines.stream().noneMatch(String::isBlank)
                        ? Optional.of(String.join("\n", lines))
                        : Optional.empty();
            }
            default -> given.isTextual() ? Optional.of(given.asText()) : Optional.empty();
        };
    }

    private BadSchema bad(String below, String what, String remedy) {
        return new BadSchema(pointer + below, what, remedy);
    }
}
