package org.takeup.message;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A message in other words for somebody.
 *
 * @param audience id of a stakeholder; empty for everybody
 * @param language tag of one of the platform's languages; empty for the workspace's
 * @param subject and {@code words} as people write them
 */
public record Variant(String audience, String language, String subject, String words) {
    static final String DEFAULT = "default";

    /** How it is written in addresses: {@code default}, {@code de}, the audience's id, or both with a dot. */
    public String key() {
        if (audience.isEmpty()) {
            return language.isEmpty() ? DEFAULT : language;
        }
        return language.isEmpty() ? audience : audience + "." + language;
    }

    /** Whether this is the text of the step itself. */
    public boolean isDefault() {
        return audience.isEmpty() && language.isEmpty();
    }

    /**
     * The one that a recipient gets. The most specific wins: audience and language, then audience, then language, then
     * default. Of several audiences the narrowest with a variant of that kind does.
     *
     * @param all with the default
     * @param audiences that the recipient belongs to, the narrowest first
     * @param language of the recipient
     */
    static Variant pick(List<Variant> all, List<String> audiences, String language) {
        Comparator<Variant> narrow = Comparator.comparingInt(each -> audiences.indexOf(each.audience()));
        Optional<Variant> both = all.stream()
                .filter(each ->
                        audiences.contains(each.audience()) && each.language().equals(language))
                .min(narrow);
        return both.or(() -> all.stream()
                        .filter(each -> audiences.contains(each.audience())
                                && each.language().isEmpty())
                        .min(narrow))
                .or(() -> all.stream()
                        .filter(each ->
                                each.audience().isEmpty() && each.language().equals(language))
                        .findFirst())
                .orElseGet(() ->
                        all.stream().filter(Variant::isDefault).findFirst().orElseThrow());
    }
}
