package org.takeup.tenant;

import io.vertx.json.schema.OutputUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JSON Schema validator found, in words for the person who wrote the file.
 *
 * @param pointer to the value in the file
 */
record SchemaFault(String pointer, String reason) {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** The fault, or nothing for a message that only says that something inside does not fit. */
    static Optional<SchemaFault> of(OutputUnit error) {
        String pointer =
                Objects.requireNonNullElse(error.getInstanceLocation(), "#").replaceFirst("^#", "");
        String keyword = keyword(Objects.requireNonNullElse(error.getKeywordLocation(), ""));
        String name = pointer.isEmpty() ? "the file" : "'" + pointer.substring(pointer.lastIndexOf('/') + 1) + "'";
        String message = Objects.requireNonNullElse(error.getError(), "");
        return switch (keyword) {
            case "additionalProperties" -> unknownKey(pointer, message);
            case "required" ->
                quoted(message)
                        .map(key -> new SchemaFault(pointer, "'" + key + "' is missing in " + name + "; add it"));
            case "enum", "const" ->
                Optional.of(new SchemaFault(
                        pointer, name + " has a value that is not offered; the schema lists the choices"));
            case "pattern" ->
                Optional.of(
                        new SchemaFault(pointer, name + " is not written as it should be; the schema shows its form"));
            case "type" -> Optional.of(new SchemaFault(pointer, name + " has the wrong type: " + message));
            case "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength", "uniqueItems" ->
                Optional.of(new SchemaFault(pointer, name + " is out of its limits: " + message));
            case "minProperties", "maxProperties" ->
                Optional.of(new SchemaFault(
                        pointer, name + " has too few or too many keys; the schema lists them, give one"));
            default -> Optional.empty();
        };
    }

    private static Optional<SchemaFault> unknownKey(String pointer, String message) {
        return quoted(message)
                .map(key -> new SchemaFault(
                        pointer + "/" + key, "'" + key + "' is no setting here; check its spelling or remove it"));
    }

    private static String keyword(String location) {
        String last = location.substring(location.lastIndexOf('/') + 1);
        return last.replaceFirst("^#", "");
    }

    private static Optional<String> quoted(String message) {
        Matcher matcher = QUOTED.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
