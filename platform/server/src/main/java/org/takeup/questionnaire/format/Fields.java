package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.LocalizedText;

/**
 * The keys of one group, read strictly. What does not fit is noted and something harmless returned, so that reading goes on
 * and finds the rest. {@link #done} notes keys that nobody asked for.
 */
final class Fields {
    /** Stands for a text that is missing or does not fit; never leaves the reader, because a fault was noted. */
    private static final String NOTHING = "?";

    private final Node.Mapping mapping;
    private final String where;
    private final Reading reading;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Node.Mapping mapping, String where, Reading reading) {
        this.mapping = mapping;
        this.where = where;
        this.reading = reading;
    }

    /** The keys of a value that must be a group. */
    static Fields of(Node node, String where, Reading reading) {
        if (node instanceof Node.Mapping mapping) {
            return new Fields(mapping, where, reading);
        }
        reading.fault(node.line(), where, "Here stands " + node.kind() + " where keys and their values are expected");
        return new Fields(new Node.Mapping(node.line(), Map.of()), where, reading).quiet();
    }

    private boolean quiet;

    private Fields quiet() {
        quiet = true;
        return this;
    }

    int line() {
        return mapping.line();
    }

    String where() {
        return where;
    }

    void fault(String key, String reason) {
        Node at = mapping.entries().get(key);
        reading.fault(at == null ? line() : at.line(), where.isEmpty() ? key : where + "/" + key, reason);
    }

    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key))
                .filter(node -> !(node instanceof Node.Scalar scalar) || scalar.type() != Node.Type.NOTHING);
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    private void missing(String key) {
        if (!quiet) {
            reading.fault(line(), where, "'" + key + "' is missing; add it");
        }
    }

    /** A single value as written. */
    Optional<String> word(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            fault(key, "Here stands " + node.kind() + " where a single value is expected");
            return Optional.empty();
        });
    }

    String id(String key) {
        if (!has(key)) {
            missing(key);
            return NOTHING;
        }
        String id = word(key).orElse(NOTHING);
        if (!Format.ID.matcher(id).matches()) {
            fault(key, "'" + Format.shown(id) + "' is no id; use lower-case letters, digits and hyphens, at most 64");
        }
        return id;
    }

    boolean truth(String key, boolean otherwise) {
        return word(key)
                .map(text -> switch (text) {
                    case "true", "yes", "on" -> true;
                    case "false", "no", "off" -> false;
                    default -> {
                        fault(key, "Write true or false");
                        yield otherwise;
                    }
                })
                .orElse(otherwise);
    }

    int whole(String key, int least, int most, Optional<Integer> otherwise) {
        if (!has(key)) {
            if (otherwise.isEmpty()) {
                missing(key);
            }
            return otherwise.orElse(least);
        }
        return word(key).flatMap(text -> whole(key, text, least, most)).orElse(least);
    }

    private Optional<Integer> whole(String key, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        fault(key, "Write a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    BigDecimal decimal(String key, BigDecimal otherwise, boolean needed) {
        if (needed && !has(key)) {
            missing(key);
        }
        return word(key)
                .flatMap(text -> {
                    Optional<BigDecimal> value = Decimals.read(text);
                    if (value.isEmpty()) {
                        fault(
                                key,
                                "Write a number such as 12 or 2.5, with at most " + Decimals.MOST_DIGITS + " digits");
                    }
                    return value;
                })
                .orElse(otherwise);
    }

    LocalDate day(String key, LocalDate otherwise) {
        return word(key)
                .map(text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeException e) {
                        fault(key, "Write a day such as 2027-01-31");
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    /** A text that must be there. */
    LocalizedText text(String key, int most) {
        if (!has(key)) {
            missing(key);
        }
        return textIfThere(key, most).orElse(new LocalizedText(Map.of("en", NOTHING)));
    }

    Optional<LocalizedText> textIfThere(String key, int most) {
        return node(key).map(node -> localized(node, path(key), most));
    }

    /** A text of a list. */
    LocalizedText localized(Node node, String at, int most) {
        var byLanguage = new HashMap<String, String>();
        switch (node) {
            case Node.Scalar scalar -> byLanguage.put(reading.languages().getFirst(), checked(scalar, at, most));
            case Node.Mapping group ->
                group.entries()
                        .forEach((tag, each) ->
                                translation(tag, each, at, most).ifPresent(text -> byLanguage.put(tag, text)));
            case Node.Sequence list -> reading.fault(list.line(), at, "Here stands a list where a text is expected");
        }
        if (byLanguage.isEmpty()) {
            reading.fault(node.line(), at, "The text is missing; write it, or one line for each language");
            byLanguage.put("en", NOTHING);
        }
        return new LocalizedText(byLanguage);
    }

    private Optional<String> translation(String tag, Node node, String at, int most) {
        if (!reading.languages().contains(tag)) {
            reading.fault(
                    node.line(),
                    at,
                    "'" + Format.shown(tag) + "' is not among the languages; add it there, or take this text out");
            return Optional.empty();
        }
        if (node instanceof Node.Scalar scalar) {
            // Nothing at all is a translation that is still to come.
            return scalar.type() == Node.Type.NOTHING
                    ? Optional.empty()
                    : Optional.of(checked(scalar, at + "/" + tag, most));
        }
        reading.fault(node.line(), at + "/" + tag, "Here stands " + node.kind() + " where a text is expected");
        return Optional.empty();
    }

    private String checked(Node.Scalar scalar, String at, int most) {
        String text = Wording.tidy(scalar.text());
        Optional<String> wrong = Wording.fault(text, most);
        wrong.ifPresent(reason -> reading.fault(scalar.line(), at, reason));
        return wrong.isPresent() ? NOTHING : text;
    }

    /** A list; nothing if it is not there. */
    List<Node> list(String key, boolean needed, int most) {
        if (needed && !has(key)) {
            missing(key);
        }
        return node(key)
                .map(node -> {
                    if (!(node instanceof Node.Sequence sequence)) {
                        fault(key, "Here stands " + node.kind() + " where a list is expected; begin each entry with -");
                        return List.<Node>of();
                    }
                    if (sequence.items().size() > most) {
                        fault(
                                key,
                                "The list has " + sequence.items().size() + " entries; at most " + most + " are taken");
                        return List.<Node>of();
                    }
                    return sequence.items();
                })
                .orElse(List.of());
    }

    String path(String key) {
        return where.isEmpty() ? key : where + "/" + key;
    }

    Reading reading() {
        return reading;
    }

    /** Notes each key that was not asked for. */
    void done() {
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                reading.fault(
                        node.line(),
                        where,
                        "'" + Format.shown(key) + "' is no key here; check its spelling or take it out. There are "
                                + String.join(", ", known));
            }
        });
    }
}
