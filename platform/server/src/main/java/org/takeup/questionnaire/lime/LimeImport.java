package org.takeup.questionnaire.lime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.Ids;
import org.takeup.questionnaire.Lost;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Rules;
import org.takeup.questionnaire.format.Wording;

/** Takes a survey of LimeSurvey over as a questionnaire, and says what of it is lost. */
public final class LimeImport {
    private static final int QUESTIONS_A_MINUTE = 5;
    /** How many reasons a refusal names. */
    private static final int REASONS = 5;

    private final LimeSource source;
    private final Set<Lost> lost = new LinkedHashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Condition> shownIf = new LinkedHashMap<>();
    /** What equations and texts can name, of earlier pages. */
    private final Map<String, Relevance.Asked> asked = new HashMap<>();

    private LimeImport(LimeSource source) {
        this.source = source;
    }

    /** What was taken over. @param lost what was not, in the order of the survey */
    public record Imported(OwnQuestionnaire own, List<Lost> lost) {
        public Imported {
            lost = List.copyOf(lost);
        }
    }

    /** @throws LimeUnreadable if the file is no survey that can be taken in */
    public static Imported read(byte[] file) throws LimeUnreadable {
        return new LimeImport(new LimeSource(LimeTables.read(file))).all();
    }

    private Imported all() throws LimeUnreadable {
        LocalizedText title = text("", source.survey("surveyls_title"), 120)
                .orElseGet(() -> new LocalizedText(Map.of(source.tags().getFirst(), "LimeSurvey")));
        LocalizedText purpose =
                text("", source.survey("surveyls_description"), 500).orElse(title);
        LimeLosses.whole(this);
        List<Questionnaire.Page> pages = new LimePages(this).taken();
        long items = pages.stream().mapToLong(page -> page.items().size()).sum();
        if (pages.size() > Format.MOST_PAGES) {
            throw new LimeUnreadable("The survey has " + pages.size() + " groups with questions; at most "
                    + Format.MOST_PAGES + " can be taken in. Divide it in LimeSurvey.");
        }
        if (items == 0) {
            throw new LimeUnreadable("There is no question in the file that can be taken in." + why());
        }
        var own = new OwnQuestionnaire(
                title,
                purpose,
                Math.clamp(Math.ceilDiv(items, QUESTIONS_A_MINUTE), 1, 120),
                5,
                source.tags(),
                Optional.empty(),
                new Questionnaire(OwnQuestionnaire.DRAFT, pages, shownIf),
                new ScoringModel(List.of()));
        OwnQuestionnaire sound = sound(own);
        return new Imported(sound, List.copyOf(lost));
    }

    /** Why questions were left out, of the first ones. */
    private String why() {
        return lost.stream()
                .filter(each -> !each.question().isEmpty())
                .limit(REASONS)
                .map(each -> " " + each.question() + ": " + each.reason())
                .collect(Collectors.joining());
    }

    void lose(String question, String reason) {
        lost.add(new Lost(question, reason));
    }

    LimeSource source() {
        return source;
    }

    /** The condition that an equation says; empty if there is none, or none here, which is noted. */
    Optional<Condition> condition(String code, String equation) {
        return condition(code, equation, Map.of());
    }

    /** As the other. @param here what stands on the same page, so that the reason does not blame that alone */
    Optional<Condition> condition(String code, String equation, Map<String, Relevance.Asked> here) {
        try {
            return Relevance.read(equation, named(Map.of()));
        } catch (Relevance.Untranslatable e) {
            String reason = whyNot(equation, here).orElse(String.valueOf(e.getMessage()));
            lose(code, "Its condition, because " + reason + ". It is always shown now.");
            return Optional.empty();
        }
    }

    /** Whether an equation can be taken over if more can be named, and not without. */
    boolean isTakenOnlyWith(Map<String, Relevance.Asked> more, String equation) {
        return whyNot(equation, Map.of()).isPresent() && whyNot(equation, more).isEmpty();
    }

    private Optional<String> whyNot(String equation, Map<String, Relevance.Asked> more) {
        try {
            Optional<Condition> ignored = Relevance.read(equation, named(more));
            return Optional.empty();
        } catch (Relevance.Untranslatable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Function<String, Optional<Relevance.Asked>> named(Map<String, Relevance.Asked> more) {
        return name -> Optional.ofNullable(asked.get(name)).or(() -> Optional.ofNullable(more.get(name)));
    }

    void showIf(String id, Condition condition) {
        shownIf.put(id, condition);
    }

    /** Lets equations and texts name more: what an earlier page asks. */
    void askedBefore(Map<String, Relevance.Asked> page) {
        asked.putAll(page);
    }

    /** An id that nothing has yet. */
    String fresh(String text) {
        String id = Ids.fresh(taken, text, "question");
        taken.add(id);
        return id;
    }

    /** A text in our way; empty if there is none. What it loses is noted. */
    Optional<LocalizedText> text(String question, Map<String, String> html, int most) {
        Map<String, String> byLanguage = new HashMap<>();
        html.forEach((tag, each) -> {
            LimeTexts.Plain plain = LimeTexts.plain(each, most, code -> Optional.ofNullable(asked.get(code)));
            plain.lost().forEach(what -> lose(question, "There is no place for " + what + "."));
            if (Wording.fault(plain.text(), most).isEmpty()) {
                byLanguage.put(tag, plain.text());
            }
        });
        return byLanguage.isEmpty() ? Optional.empty() : Optional.of(new LocalizedText(byLanguage));
    }

    /**
     * Words that LimeSurvey has of its own and no file has in it, in the survey's languages. Noted where we do not know them.
     *
     * @param words by language, with English
     */
    LocalizedText said(LimeSource.Question question, Map<String, String> words) {
        Map<String, String> byLanguage = new HashMap<>();
        for (String tag : source.tags()) {
            String base = tag.replaceFirst("-.*", "");
            if (!words.containsKey(base)) {
                lose(
                        question.code(),
                        "LimeSurvey's own words for its answers in the language " + tag
                                + "; they are English here, change them.");
            }
            byLanguage.put(tag, words.getOrDefault(base, words.getOrDefault("en", "?")));
        }
        return new LocalizedText(byLanguage);
    }

    /** Takes conditions away that cannot be asked here, so that the rest can be. */
    private OwnQuestionnaire sound(OwnQuestionnaire own) {
        OwnQuestionnaire now = own;
        for (int round = 0; round < Format.MOST_ITEMS; round++) {
            Map<String, String> broken = new TreeMap<>();
            Rules.problems(now).forEach(problem -> broken.putIfAbsent(problem.about(), problem.words()));
            Map<String, Condition> left = new LinkedHashMap<>(now.asked().shownIf());
            if (!left.keySet().removeAll(broken.keySet())) {
                return now;
            }
            broken.keySet().retainAll(now.asked().shownIf().keySet());
            broken.forEach((id, words) -> lose(id, "Its condition. " + words + " It is always shown now."));
            now = now.asking(
                    new Questionnaire(now.asked().version(), now.asked().pages(), left));
        }
        return now;
    }
}
