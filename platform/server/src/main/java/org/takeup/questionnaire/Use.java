package org.takeup.questionnaire;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * What the platform uses the results of a questionnaire for, beside showing them. A questionnaire says so itself; what its scales are
 * called says nothing, because anybody may call a scale "ready". A survey keeps what its questionnaire said when it opened.
 */
public enum Use {
    READINESS("readiness", "Readiness: programmes can be launched on its results", "ready"),
    MANAGER_SUPPORT(
            "manager-support",
            "Support from line managers: plans weigh by its results how much the word of line managers counts",
            "manager-support"),
    WORK_CONTEXT(
            "work-context",
            "Work context: line managers see the results of their unit beside its learning",
            "time",
            "tools",
            "support",
            "pressure"),
    HEARTS_MINDS(
            "hearts-minds",
            "Hearts and minds: plans say by its results whether to begin with knowing why or with wanting it",
            "knowledge",
            "desire"),
    TRAINER_READINESS(
            "trainer-readiness",
            "Trainer readiness: measures are suggested for what its results show",
            "motivation",
            "stand-up",
            "fear",
            "short-term-pain");

    private final String word;
    private final String label;
    private final List<String> scales;

    Use(String word, String label, String... scales) {
        this.word = word;
        this.label = label;
        this.scales = List.of(scales);
    }

    /** As files and the store have it; the id of the questionnaire that comes along for it as well. Never changes. */
    public String word() {
        return word;
    }

    /** In plain words. */
    public String label() {
        return label;
    }

    /** Ids of the scales that are read for it, in the order of the questionnaire that comes along. */
    public List<String> scales() {
        return scales;
    }

    /** The one with this word. */
    public static Optional<Use> of(String word) {
        return Stream.of(values()).filter(use -> use.word.equals(word)).findFirst();
    }

    /** In the order of this list, as files and the store have them. */
    public static List<String> words(Set<Use> uses) {
        return inOrder(uses).map(Use::word).toList();
    }

    /** In plain words, in the order of this list. */
    public static List<String> labels(Set<Use> uses) {
        return inOrder(uses).map(Use::label).toList();
    }

    private static Stream<Use> inOrder(Set<Use> uses) {
        return Stream.of(values()).filter(uses::contains);
    }

    /** What {@link #words} wrote. A word of a later platform is left out. */
    public static Set<Use> read(List<String> words) {
        return words.stream()
                .flatMap(word -> of(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Use.class)));
    }

    /** Whether a questionnaire with these scales has what is read for it. */
    boolean fits(ScoringModel scoring) {
        return scales.stream().allMatch(id -> scale(scoring, id).isPresent());
    }

    /**
     * What a questionnaire is used for that was stored before questionnaires said so: what it is a copy of. A copy keeps the ids of
     * the scales, and of most statements that they count; whoever wrote scales with the same names has other statements.
     */
    public static Set<Use> ofCopy(ScoringModel scoring) {
        return Included.all().stream()
                .filter(each -> isCopy(scoring, each.own().scoring()))
                .flatMap(each -> each.own().uses().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Use.class)));
    }

    private static boolean isCopy(ScoringModel scoring, ScoringModel original) {
        return original.scales().stream()
                .allMatch(from -> scale(scoring, from.id())
                        .filter(is -> countsMostOf(from, is))
                        .isPresent());
    }

    private static boolean countsMostOf(ScoringModel.Scale from, ScoringModel.Scale is) {
        Set<String> counted =
                is.items().stream().map(ScoringModel.ItemRef::itemId).collect(Collectors.toSet());
        long kept = from.items().stream()
                .filter(ref -> counted.contains(ref.itemId()))
                .count();
        return 2 * kept > from.items().size();
    }

    private static Optional<ScoringModel.Scale> scale(ScoringModel scoring, String id) {
        return scoring.scales().stream().filter(scale -> scale.id().equals(id)).findFirst();
    }
}
