package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Similarity for all texts: bounded, blind to order, and nothing is more like a question than itself. */
class TermIndexTest {
    private static final List<String> WORDS = List.of(
            "course",
            "courses",
            "certificate",
            "manager",
            "time",
            "learning",
            "login",
            "password",
            "video",
            "start",
            "how",
            "the",
            "to",
            "phone",
            "team",
            "exam",
            "finished",
            "finishing",
            "badge",
            "calendar");

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(12).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return text().list().ofMinSize(1).ofMaxSize(12);
    }

    private static List<TermIndex.Entry> entries(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new TermIndex.Entry("e" + i, texts.get(i)))
                .toList();
    }

    @Property(tries = 200)
    void scoresLieBetweenNothingAndOneAndFall(@ForAll("texts") List<String> texts, @ForAll("text") String asked) {
        List<TermIndex.Hit> hits = TermIndex.of("en", entries(texts)).search(asked, 100, 0);
        double before = 1;
        for (TermIndex.Hit hit : hits) {
            assertTrue(hit.score() > 0 && hit.score() <= before, hits.toString());
            assertTrue(!hit.stems().isEmpty());
            before = hit.score();
        }
    }

    @Property(tries = 200)
    void nothingIsMoreLikeAQuestionThanItself(@ForAll("texts") List<String> texts) {
        TermIndex index = TermIndex.of("en", entries(texts));
        for (int i = 0; i < texts.size(); i++) {
            String id = "e" + i;
            List<TermIndex.Hit> hits = index.search(texts.get(i), 100, 0);
            if (hits.isEmpty()) {
                // Nothing but small words.
                continue;
            }
            double own = hits.stream()
                    .filter(hit -> hit.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .score();
            assertEquals(1, own, 1e-9);
            assertTrue(hits.getFirst().score() - own < 1e-9);
        }
    }

    @Property(tries = 200)
    void neitherTheOrderOfWordsNorOfTextsMatters(@ForAll("texts") List<String> texts, @ForAll long seed) {
        List<TermIndex.Entry> other = new ArrayList<>();
        entries(texts).forEach(entry -> {
            List<String> words = new ArrayList<>(List.of(entry.text().split(" ", -1)));
            Collections.shuffle(words, new Random(seed));
            other.add(new TermIndex.Entry(entry.id(), String.join(" ", words)));
        });
        Collections.shuffle(other, new Random(seed));
        String asked = texts.getFirst();
        assertEquals(
                TermIndex.of("en", entries(texts)).search(asked, 100, 0),
                TermIndex.of("en", other).search(asked, 100, 0));
    }

    /** Both weighed by the same texts, two questions are as alike seen from the one as from the other. */
    @Property(tries = 200)
    void twoTextsOfAnIndexAreEquallyAlikeFromBothSides(@ForAll("texts") List<String> texts) {
        TermIndex index = TermIndex.of("en", entries(texts));
        double there = score(index, texts.getFirst(), "e" + (texts.size() - 1));
        double back = score(index, texts.getLast(), "e0");
        assertEquals(there, back, 1e-9);
    }

    private static double score(TermIndex index, String asked, String id) {
        return index.search(asked, 100, 0).stream()
                .filter(hit -> hit.id().equals(id))
                .mapToDouble(TermIndex.Hit::score)
                .sum();
    }

    @Test
    void otherFormsOfAWordAreTheSameAndAreMarked() {
        TermIndex index = TermIndex.of(
                "en",
                List.of(
                        new TermIndex.Entry("a", "Where do I find certificates of finished courses?"),
                        new TermIndex.Entry("b", "Can I learn on my phone?")));
        List<TermIndex.Hit> hits = index.search("I finished a course. Where is my certificate?", 5, Faq.SIMILAR);
        assertEquals(List.of("a"), hits.stream().map(TermIndex.Hit::id).toList());
        List<Marked> pieces = Marked.in(
                "Where do I find certificates of finished courses?",
                "en",
                hits.getFirst().stems());
        assertEquals(
                List.of("certificates", "finished", "courses"),
                pieces.stream().filter(Marked::marked).map(Marked::text).toList());
        assertEquals(
                "Where do I find certificates of finished courses?",
                String.join("", pieces.stream().map(Marked::text).toList()));
    }

    @Test
    void eachLanguageHasStemsOfItsOwn() {
        assertEquals(
                1,
                TermIndex.of("de", List.of(new TermIndex.Entry("a", "Wo finde ich meine Zertifikate?")))
                        .search("Mein Zertifikat fehlt", 5, 0.1)
                        .size());
        assertEquals(
                1,
                TermIndex.of("fr", List.of(new TermIndex.Entry("a", "Où trouver l'attestation ?")))
                        .search("Mes attestations", 5, 0.1)
                        .size());
        // No stems are known, so that words count as they are.
        assertEquals(
                1,
                TermIndex.of("pt", List.of(new TermIndex.Entry("a", "Onde está o certificado?")))
                        .search("certificado", 5, 0.1)
                        .size());
    }

    @Test
    void aTextWithoutWordsFindsNothing() {
        TermIndex index = TermIndex.of("en", entries(List.of("How do I start?", "123 456")));
        assertEquals(List.of(), index.search("??? 42", 5, 0));
        assertEquals(List.of(), TermIndex.of("en", List.of()).search("anything at all", 5, 0));
        assertEquals(List.of(new Marked("??? 42", false)), Marked.in("??? 42", "en", Set.of("42")));
    }

    @Test
    void fiveThousandTextsAreSearchedAndTheRightOneComesFirst() {
        var random = new Random(1);
        List<String> texts = IntStream.range(0, FaqIndex.MOST_ENTRIES)
                .mapToObj(i -> "How do I " + WORDS.get(random.nextInt(WORDS.size())) + " the "
                        + WORDS.get(random.nextInt(WORDS.size())) + " of topic" + letters(i) + "?")
                .toList();
        TermIndex index = TermIndex.of("en", entries(texts));
        for (int i = 0; i < texts.size(); i += 617) {
            assertEquals("e" + i, index.search(texts.get(i), 5, 0.3).getFirst().id());
        }
        assertTrue(index.size() < 20L * texts.size(), "what is held grows with the texts and no faster");
    }

    private static String letters(int number) {
        var letters = new StringBuilder();
        for (int left = number; left >= 0; left = left / 26 - 1) {
            letters.append((char) ('a' + left % 26));
        }
        return letters.toString() + "x";
    }

    @Test
    void aVeryLongTextIsLookedAtOnlySoFar() {
        String text = IntStream.range(0, 5_000)
                .mapToObj(i -> "word" + letters(i))
                .reduce("", (all, word) -> all + " " + word);
        assertEquals(
                TermIndex.MOST_STEMS, TermIndex.of("en", entries(List.of(text))).size());
    }
}
