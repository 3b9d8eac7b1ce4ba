package org.takeup.question;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.takeup.tenant.Workspace;

/**
 * The published answers of each tenant in memory, ready to be searched. Read anew when the tenant's stamp says that one
 * has changed, and every ten minutes in case a node died between a change and its stamp. Thread-safe.
 */
final class FaqIndex {
    /** Published answers of a workspace. */
    static final int MOST_ENTRIES = 5_000;

    /** Places of stems over all tenants that are kept: about 16 bytes each. */
    private static final long MOST_PLACES = 4_000_000;

    private static final Duration OLDEST = Duration.ofMinutes(10);

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * What is published.
     *
     * @param entries the latest first
     * @param questions by language, to find a question like another
     * @param everything by language, questions and answers, to search
     */
    record Held(
            long stamp,
            Instant read,
            List<Entry> entries,
            Map<String, TermIndex> questions,
            Map<String, TermIndex> everything,
            Map<String, Entry> byId) {
        long size() {
            return questions.values().stream().mapToLong(TermIndex::size).sum()
                    + everything.values().stream().mapToLong(TermIndex::size).sum();
        }

        Optional<Entry> find(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        /** All categories, by name. */
        List<String> categories() {
            var all = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
            entries.forEach(entry -> all.addAll(entry.categories()));
            return List.copyOf(all);
        }
    }

    /** A published answer, without its words: those are read when they are shown, as they are then. */
    record Entry(String id, List<String> categories, TreeSet<String> languages) {
        /** This language, or the first that there is. */
        String in(String language) {
            return languages.contains(language) ? language : languages.first();
        }
    }

    Held of(Workspace workspace) {
        String tenant = workspace.tenant().id();
        Instant now = workspace.clock().instant();
        var store = new QuestionStore(workspace);
        // Before the entries: what changes in between is read anew next time.
        long stamp = store.stamp();
        Held known = held.get(tenant);
        if (known != null && known.stamp() == stamp && known.read().plus(OLDEST).isAfter(now)) {
            return known;
        }
        Held fresh = read(store, stamp, now);
        held.put(tenant, fresh);
        shrink(tenant);
        return fresh;
    }

    /** Whoever was read longest ago goes until the rest fits. */
    private void shrink(String keep) {
        while (held.size() > 1 && held.values().stream().mapToLong(Held::size).sum() > MOST_PLACES) {
            Optional<String> oldest = held.entrySet().stream()
                    .filter(each -> !each.getKey().equals(keep))
                    .min(Map.Entry.comparingByValue(java.util.Comparator.comparing(Held::read)))
                    .map(Map.Entry::getKey);
            if (oldest.isEmpty()) {
                return;
            }
            held.remove(oldest.get());
        }
    }

    private static Held read(QuestionStore store, long stamp, Instant now) {
        var entries = new ArrayList<Entry>();
        var questions = new LinkedHashMap<String, List<TermIndex.Entry>>();
        var everything = new LinkedHashMap<String, List<TermIndex.Entry>>();
        for (Question question : store.latest(Question.State.PUBLISHED, Optional.empty(), MOST_ENTRIES)) {
            question.faq().ifPresent(faq -> {
                faq.texts().forEach((language, wording) -> {
                    add(questions, language, question.id(), wording.question());
                    add(
                            everything,
                            language,
                            question.id(),
                            wording.question() + "\n" + String.join("\n", faq.categories()) + "\n" + wording.answer());
                });
                entries.add(new Entry(
                        question.id(),
                        faq.categories(),
                        new TreeSet<>(faq.texts().keySet())));
            });
        }
        return new Held(
                stamp,
                now,
                List.copyOf(entries),
                index(questions),
                index(everything),
                entries.stream().collect(Collectors.toUnmodifiableMap(Entry::id, each -> each)));
    }

    private static void add(Map<String, List<TermIndex.Entry>> to, String language, String id, String text) {
        to.computeIfAbsent(language, ignored -> new ArrayList<>()).add(new TermIndex.Entry(id, text));
    }

    private static Map<String, TermIndex> index(Map<String, List<TermIndex.Entry>> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> TermIndex.of(each.getKey(), each.getValue())));
    }
}
