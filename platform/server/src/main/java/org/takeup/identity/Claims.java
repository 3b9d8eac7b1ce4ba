package org.takeup.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token says, once its signature was checked. Claims of the wrong type count as absent. */
record Claims(Map<String, @Nullable Object> values) {
    /** The alias of the company sign-in that somebody came through; absent for an account of the provider's own. */
    static final String IDENTITY_PROVIDER = "identity_provider";

    Optional<String> text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** A claim that must be there. @throws BadToken if it is not */
    String required(String name) {
        return text(name).orElseThrow(() -> new BadToken("no " + name));
    }

    /** A claim that is one text or a list of texts. */
    Set<String> texts(String name) {
        return switch (values.get(name)) {
            case String one -> Set.of(one);
            case Collection<?> many -> onlyTexts(many);
            case null, default -> Set.of();
        };
    }

    /** A moment in seconds since 1970. */
    Optional<Instant> instant(String name) {
        // Fractions are allowed by the standard and mean nothing to us.
        return values.get(name) instanceof Number number
                ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                : Optional.empty();
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Aliases of the organisations that the token was issued for: a list, or an object with an alias per member. */
    Set<String> organizations() {
        return values.get("organization") instanceof Map<?, ?> byAlias
                ? onlyTexts(byAlias.keySet())
                : texts("organization");
    }

    /** Whether {@code events} names this kind of event, as logout tokens do. */
    boolean isEvent(String kind) {
        return values.get("events") instanceof Map<?, ?> events && events.get(kind) instanceof Map<?, ?>;
    }

    private static Set<String> onlyTexts(Collection<?> values) {
        var texts = new HashSet<String>();
        values.forEach(value -> {
            if (value instanceof String text) {
                texts.add(text);
            }
        });
        return texts;
    }
}
