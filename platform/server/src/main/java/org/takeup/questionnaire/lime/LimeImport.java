package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
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

    private final LimeSource source;
    private final List<Lost> lost = new ArrayList<>();
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
        List<Questionnaire.Page> pages = pages();
        long items = pages.stream().mapToLong(page -> page.items().size()).sum();
        if (items > Format.MOST_ITEMS || pages.size() > Format.MOST_PAGES) {
            throw new LimeUnreadable("The survey has " + items + " questions in " + pages.size() + " groups; at most "
                    + Format.MOST_ITEMS + " in " + Format.MOST_PAGES + " can be taken in. Divide it in LimeSurvey.");
        }
        if (items == 0) {
            throw new LimeUnreadable("There is no question in the file that can be taken in.");
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
        return new Imported(sound(own), lost);
    }

    void lose(String question, String reason) {
        var loss = new Lost(question, reason);
        if (!lost.contains(loss)) {
            lost.add(loss);
        }
    }

    LimeSource source() {
        return source;
    }

    private List<Questionnaire.Page> pages() {
        var pages = new ArrayList<Questionnaire.Page>();
        var questions = new LimeQuestions(this);
        for (LimeSource.Group group : source.groups()) {
            Map<String, Relevance.Asked> here = new HashMap<>();
            var items = new ArrayList<Item>();
            for (LimeSource.Question question : source.questions(group.id())) {
                LimeQuestions.Taken found = questions.take(question);
                items.addAll(found.items());
                here.putAll(found.asked());
                source.alsoCalled(question, found.asked().keySet())
                        .forEach((other, name) -> here.putIfAbsent(
                                other, Objects.requireNonNull(found.asked().get(name))));
                Optional<Condition> whole = condition(question.code(), question.relevance());
                for (Item item : found.items()) {
                    joined(
                                    whole,
                                    Optional.ofNullable(found.relevance().get(item.id()))
                                            .flatMap(equation -> condition(question.code(), equation)))
                            .ifPresent(condition -> shownIf.put(item.id(), condition));
                }
            }
            LocalizedText title = text("", group.names(), Wording.SHORT)
                    .orElseGet(() ->
                            new LocalizedText(Map.of(source.tags().getFirst(), String.valueOf(pages.size() + 1))));
            String name = title.in(Locale.forLanguageTag(source.tags().getFirst()));
            LimeLosses.group(this, group, name);
            if (items.isEmpty()) {
                lose("", "The group “" + name + "”, of which nothing is left.");
            } else {
                String id = fresh("page " + (pages.size() + 1));
                condition("", group.relevance()).ifPresent(condition -> shownIf.put(id, condition));
                pages.add(new Questionnaire.Page(id, title, items));
            }
            // Only now: conditions look at earlier pages.
            asked.putAll(here);
        }
        return pages;
    }

    private static Optional<Condition> joined(Optional<Condition> one, Optional<Condition> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(new Condition.All(List.of(one.get(), other.get())))
                : one.or(() -> other);
    }

    private Optional<Condition> condition(String code, String equation) {
        try {
            return Relevance.read(equation, name -> Optional.ofNullable(asked.get(name)));
        } catch (Relevance.Untranslatable e) {
            lose(code, "Its condition, because " + e.getMessage() + ". It is always shown now.");
            return Optional.empty();
        }
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

    /** Takes conditions away that can never hold here, so that the rest can be asked. */
    private OwnQuestionnaire sound(OwnQuestionnaire own) {
        OwnQuestionnaire now = own;
        for (int round = 0; round < Format.MOST_ITEMS; round++) {
            Set<String> broken = new HashSet<>();
            Rules.problems(now).forEach(problem -> broken.add(problem.about()));
            Map<String, Condition> left = new LinkedHashMap<>(now.asked().shownIf());
            if (!left.keySet().removeAll(broken)) {
                return now;
            }
            now.asked().shownIf().keySet().stream()
                    .filter(broken::contains)
                    .sorted()
                    .forEach(id -> lose(id, "Its condition, which can never hold. It is always shown now."));
            now = now.asking(
                    new Questionnaire(now.asked().version(), now.asked().pages(), left));
        }
        return now;
    }
}
