package org.takeup.questionnaire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.plugin.reading.AnsweringTime.Reader;
import org.takeup.plugin.reading.ReadingGrade;
import org.takeup.questionnaire.format.Rules;

/** What somebody who is about to publish a questionnaire should know. */
public final class Checks {
    private static final int SAID = 10;
    private static final int QUOTED = 60;

    private final OwnQuestionnaire own;
    private final List<Check> checks = new ArrayList<>();

    private Checks(OwnQuestionnaire own) {
        this.own = own;
    }

    /** What must be put right first, then what is good to know. */
    public static List<Check> of(OwnQuestionnaire own) {
        var checks = new Checks(own);
        checks.emptiness();
        checks.translations();
        Rules.problems(own).forEach(each -> checks.checks.add(new Check(true, each.about(), each.words())));
        checks.uncounted();
        checks.unused();
        checks.identifying();
        checks.grades();
        checks.minutes();
        return List.copyOf(checks.checks);
    }

    private void emptiness() {
        if (own.asked().items().findAny().isEmpty()) {
            checks.add(new Check(true, "", "Nothing is asked yet; add a page with a question."));
        }
        own.asked().pages().stream()
                .filter(page -> page.items().isEmpty())
                .forEach(page -> checks.add(
                        new Check(true, page.id(), "Page '" + page.id() + "' is empty; add a question or delete it.")));
    }

    private void translations() {
        for (String tag : own.languages()) {
            List<Placed> missing = Placed.all(own)
                    .filter(each -> !each.text().byLanguage().containsKey(tag))
                    .toList();
            missing.stream()
                    .limit(SAID)
                    .forEach(each -> checks.add(new Check(
                            true,
                            each.about(),
                            "In " + language(tag) + ", " + each.what() + " is missing: " + quoted(each))));
            if (missing.size() > SAID) {
                checks.add(new Check(
                        true, "", "In " + language(tag) + ", " + (missing.size() - SAID) + " more texts are missing."));
            }
        }
    }

    /** The text in the language that the questionnaire is written in: its author knows the words, and not the id. */
    private String quoted(Placed placed) {
        String text = placed.text().in(Locale.forLanguageTag(own.languages().getFirst()));
        if (text.length() <= QUOTED) {
            return "“" + text + "”";
        }
        int end = Character.isHighSurrogate(text.charAt(QUOTED - 1)) ? QUOTED - 1 : QUOTED;
        return "“" + text.substring(0, end).strip() + "…”";
    }

    private void uncounted() {
        Set<String> counted = new HashSet<>();
        own.scoring().scales().forEach(scale -> scale.items().forEach(ref -> counted.add(ref.itemId())));
        List<String> uncounted = own.asked()
                .items()
                .filter(Item.Rating.class::isInstance)
                .map(Item::id)
                .filter(id -> !counted.contains(id))
                .toList();
        if (!uncounted.isEmpty()) {
            checks.add(new Check(
                    false,
                    "",
                    (own.scoring().scales().isEmpty()
                                    ? "There is no scale, so results have no scores. These are counted one by one: "
                                    : "These statements are part of no scale and counted one by one: ")
                            + String.join(", ", uncounted.subList(0, Math.min(SAID, uncounted.size())))
                            + (uncounted.size() > SAID ? " and " + (uncounted.size() - SAID) + " more." : ".")));
        }
    }

    /** Somebody who has written such scales may think that they are enough. */
    private void unused() {
        for (Use use : Use.values()) {
            if (use.fits(own.scoring()) && !own.uses().contains(use)) {
                checks.add(new Check(
                        false,
                        "",
                        "Its results are not used for " + use.word()
                                + ", although its scales are called so. If they should be, tick that under “Title, languages, use,"
                                + " guide”."));
            }
        }
    }

    private void identifying() {
        own.asked()
                .items()
                .filter(item -> item instanceof Item.Email || item instanceof Item.PersonPick)
                .findFirst()
                .ifPresent(item -> checks.add(new Check(
                        false,
                        item.id(),
                        "'" + item.id() + "' says who somebody is: an anonymous survey cannot be opened with this.")));
    }

    private void grades() {
        if (own.asked().items().findAny().isEmpty()) {
            return;
        }
        for (String tag : own.languages()) {
            ReadingGrade grade = ReadingGrade.of(own.asked(), tag);
            if (!grade.isEasy()) {
                checks.add(new Check(
                        false,
                        "",
                        "In " + language(tag) + ", the questions are hard to read for some people: "
                                + grade.measure().title() + " " + Math.round(grade.value()) + ", at most "
                                + Math.round(grade.measure().limit()) + " is easy. Shorten sentences and words."));
            }
        }
    }

    /** Said of the language in which it takes longest, and in the others at least as long as is promised. */
    private void minutes() {
        if (own.asked().items().findAny().isEmpty()) {
            return;
        }
        var profile = new InstrumentProfile("own", own.title(), own.purpose(), own.minutes(), own.smallestGroup());
        int needed = own.languages().stream()
                .mapToInt(tag -> AnsweringTime.of(profile, own.asked(), tag).minutes(Reader.TYPICAL))
                .max()
                .orElse(0);
        if (needed > own.minutes()) {
            checks.add(new Check(
                    false,
                    "",
                    "Invitations say about " + own.minutes() + (own.minutes() == 1 ? " minute" : " minutes")
                            + ", and on a phone most people need about " + needed
                            + " for everything. Change the minutes, or ask less."));
        }
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    }
}
