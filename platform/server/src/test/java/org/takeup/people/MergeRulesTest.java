package org.takeup.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** How one person is made of what several sources say. */
class MergeRulesTest {
    private static final Facts FULL =
            new Facts("Ann Full", "ann@x.example", Optional.of("Sales"), Optional.of("boss"), true);
    private static final Facts LEFT = new Facts("Ann Full", "", Optional.empty(), Optional.empty(), false);
    private static final Facts OTHER =
            new Facts("A. Full", "a@y.example", Optional.of("Works"), Optional.empty(), true);

    @Test
    void theFirstSourceHasTheWordAndALaterOneFillsGaps() {
        Facts merged = MergeRules.USUAL.merge(Map.of(Source.DIRECTORY, LEFT, Source.LEARNING, OTHER));
        assertEquals(new Facts("Ann Full", "a@y.example", Optional.of("Works"), Optional.empty(), false), merged);
    }

    @Test
    void nobodyWhoLeftIsBroughtBackByALaterSource() {
        assertTrue(!MergeRules.USUAL
                .merge(Map.of(Source.FILE, LEFT, Source.LEARNING, FULL, Source.SIGN_IN, FULL))
                .active());
    }

    @Test
    void aSignInComesLastAndEachSourceOnce() {
        assertEquals(Optional.empty(), MergeRules.of(List.of(Source.FILE, Source.FILE, Source.LEARNING)));
        assertEquals(Optional.empty(), MergeRules.of(List.of(Source.FILE, Source.LEARNING)));
        assertEquals(
                Optional.empty(),
                MergeRules.of(List.of(Source.SIGN_IN, Source.FILE, Source.LEARNING, Source.DIRECTORY)));
        assertEquals(
                List.of(Source.FILE, Source.LEARNING, Source.DIRECTORY, Source.SIGN_IN),
                MergeRules.of(List.of(Source.FILE, Source.LEARNING, Source.DIRECTORY))
                        .orElseThrow()
                        .order());
    }

    /** However what they say comes in, and however often, the person is the same in the end. */
    @Property(tries = 300)
    void theOrderInWhichSourcesSpeakDoesNotCount(
            @ForAll("said") Map<Source, Facts> said, @ForAll("rules") MergeRules rules, @ForAll long seed) {
        Document one = spoken(said, new ArrayList<>(said.keySet()), rules);
        var order = new ArrayList<>(said.keySet());
        order.addAll(said.keySet());
        Collections.shuffle(order, new Random(seed));
        Document other = spoken(said, order, rules);
        one.remove("revision");
        other.remove("revision");
        assertEquals(withoutOrder(one), withoutOrder(other));
    }

    /** Each field of the person is what some source says, and no source before that one says anything of it. */
    @Property(tries = 300)
    void everyFieldIsTheFirstWord(@ForAll("said") Map<Source, Facts> said, @ForAll("rules") MergeRules rules) {
        Facts merged = rules.merge(said);
        Optional<Facts> unit = rules.order().stream()
                .filter(said::containsKey)
                .map(said::get)
                .filter(facts -> facts.unit().isPresent())
                .findFirst();
        assertEquals(unit.flatMap(Facts::unit), merged.unit());
        Source first =
                rules.order().stream().filter(said::containsKey).findFirst().orElseThrow();
        assertEquals(said.get(first).active(), merged.active());
        assertEquals(merged, rules.merge(Map.of(Source.DIRECTORY, merged)));
    }

    /** What a source takes back is as if it had never said it. */
    @Property(tries = 300)
    void unsayingUndoesSaying(@ForAll("said") Map<Source, Facts> said, @ForAll("rules") MergeRules rules) {
        Document all = spoken(said, new ArrayList<>(said.keySet()), rules);
        Source gone = said.keySet().iterator().next();
        var rest = new EnumMap<Source, Facts>(said);
        rest.remove(gone);
        Optional<Document> after = PersonDocument.unsay(all, "id", gone, rules);
        assertEquals(rest.isEmpty(), after.isEmpty());
        after.ifPresent(left -> {
            Document never = spoken(rest, new ArrayList<>(rest.keySet()), rules);
            left.remove("revision");
            never.remove("revision");
            assertEquals(withoutOrder(never), withoutOrder(left));
        });
    }

    private static Map<String, Object> withoutOrder(Document document) {
        return Map.copyOf(document);
    }

    private static Document spoken(Map<Source, Facts> said, List<Source> order, MergeRules rules) {
        Document body = null;
        for (Source source : order) {
            body = PersonDocument.say(body, "id", source, "by", said.get(source), rules);
        }
        return body == null ? new Document() : body;
    }

    @Provide
    Arbitrary<Map<Source, Facts>> said() {
        return Arbitraries.maps(Arbitraries.of(Source.class), facts())
                .ofMinSize(1)
                .map(EnumMap::new);
    }

    @Provide
    Arbitrary<MergeRules> rules() {
        return Arbitraries.shuffle(Source.DIRECTORY, Source.FILE, Source.LEARNING)
                .map(order -> MergeRules.of(order).orElseThrow());
    }

    private static Arbitrary<Facts> facts() {
        Arbitrary<String> text = Arbitraries.of("", "Ann", "Ben");
        Arbitrary<Optional<String>> maybe = Arbitraries.of(Optional.empty(), Optional.of("x"), Optional.of("y"));
        return Combinators.combine(text, text, maybe, maybe, Arbitraries.of(true, false))
                .as(Facts::new);
    }
}
