package org.takeup.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions that are not published yet and ask for the same: three of them are reason enough for one published answer. */
final class Alike {
    /** So many similar questions propose one entry. */
    static final int ENOUGH = 3;

    private static final int MOST_SHOWN = 5;
    private static final int MOST_TOGETHER = 20;

    private Alike() {}

    /**
     * Groups of questions like their earliest one, of at least {@link #ENOUGH}; each question is in one group at most.
     *
     * @param questions a few hundred at most: each is compared with all
     */
    static List<List<Question>> of(List<Question> questions) {
        var byLanguage = new LinkedHashMap<String, List<Question>>();
        questions.stream()
                .sorted(Comparator.comparing(Question::order))
                .forEach(each -> byLanguage
                        .computeIfAbsent(each.language(), ignored -> new ArrayList<>())
                        .add(each));
        var groups = new ArrayList<List<Question>>();
        byLanguage.forEach((language, all) -> groups.addAll(inOneLanguage(language, all)));
        return groups.stream()
                .sorted(Comparator.<List<Question>>comparingInt(List::size)
                        .reversed()
                        .thenComparing(group -> group.getFirst().order()))
                .limit(MOST_SHOWN)
                .toList();
    }

    private static List<List<Question>> inOneLanguage(String language, List<Question> all) {
        TermIndex index = TermIndex.of(
                language,
                all.stream()
                        .map(each -> new TermIndex.Entry(each.id(), each.text()))
                        .toList());
        Map<String, Question> byId = new LinkedHashMap<>();
        all.forEach(each -> byId.put(each.id(), each));
        var taken = new HashSet<String>();
        var groups = new ArrayList<List<Question>>();
        for (Question first : all) {
            if (taken.contains(first.id())) {
                continue;
            }
            List<Question> group = index.search(first.text(), MOST_TOGETHER, Faq.SIMILAR).stream()
                    .map(hit -> byId.get(hit.id()))
                    .filter(each -> each != null && !taken.contains(each.id()))
                    .sorted(Comparator.comparing(Question::order))
                    .toList();
            if (group.size() >= ENOUGH) {
                group.forEach(each -> taken.add(each.id()));
                groups.add(group);
            }
        }
        return groups;
    }

    /** Earlier questions like this one, the most alike first. */
    static List<Question> before(Question question, List<Question> others) {
        List<Question> earlier = others.stream()
                .filter(each -> each.language().equals(question.language()))
                .filter(each -> each.order().compareTo(question.order()) < 0)
                .toList();
        TermIndex index = TermIndex.of(
                question.language(),
                earlier.stream()
                        .map(each -> new TermIndex.Entry(each.id(), each.text()))
                        .toList());
        Map<String, Question> byId = new LinkedHashMap<>();
        earlier.forEach(each -> byId.put(each.id(), each));
        return index.search(question.text(), MOST_SHOWN, Faq.SIMILAR / 2).stream()
                .map(hit -> byId.get(hit.id()))
                .filter(each -> each != null)
                .toList();
    }
}
