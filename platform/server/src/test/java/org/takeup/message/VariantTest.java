package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which variant somebody gets. */
class VariantTest {
    private static Variant variant(String audience, String language) {
        return new Variant(audience, language, "s", "w");
    }

    @Provide
    Arbitrary<Set<String>> keys() {
        return Arbitraries.of("", "a", "b", "c")
                .flatMap(audience -> Arbitraries.of("", "de", "fr").map(language -> audience + "." + language))
                .set()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> audiences() {
        return Arbitraries.of("a", "b", "c", "d").list().uniqueElements().ofMaxSize(4);
    }

    /** The most specific of those that fit: what an audience counts for more than what a language does, the narrower first. */
    @Property(tries = 1000)
    void theMostSpecificWins(
            @ForAll("keys") Set<String> keys, @ForAll("audiences") List<String> audiences, @ForAll boolean german) {
        String language = german ? "de" : "es";
        List<Variant> all = new ArrayList<>(List.of(variant("", "")));
        keys.stream()
                .map(key -> variant(key.substring(0, key.indexOf('.')), key.substring(key.indexOf('.') + 1)))
                .filter(each -> !each.isDefault())
                .forEach(all::add);

        Variant expected = all.stream()
                .filter(each -> each.audience().isEmpty() || audiences.contains(each.audience()))
                .filter(each -> each.language().isEmpty() || each.language().equals(language))
                .max(Comparator.<Variant>comparingInt(each -> (each.audience().isEmpty() ? 0 : 2)
                                + (each.language().isEmpty() ? 0 : 1))
                        .thenComparingInt(each -> -audiences.indexOf(each.audience())))
                .orElseThrow();
        assertEquals(expected, Variant.pick(all, audiences, language));
    }
}
