package org.takeup.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** What the pages for respondents show. Made here so that the templates decide about looks only. */
public final class AnswerView {
    /** From so many characters on words get more than a line. */
    private static final int LONG = 200;

    private AnswerView() {}

    /** How a question is answered. */
    public enum Kind {
        ONE,
        SEVERAL,
        /** One of the points from 0 to 10. */
        POINTS,
        /** A list to choose from for each place of a ranking. */
        PLACES,
        WORDS,
        /** Words of one line. */
        LINE,
        /** A point between two ends. */
        SLIDER,
        NUMBER,
        DAY,
        EMAIL,
        /** A tick. */
        CONSENT,
        PEOPLE,
        /** Nothing to answer. */
        INFORMATION
    }

    /** One answer that can be chosen. @param aside whether it is beside the scale, such as "does not apply" */
    public record Option(String value, String label, boolean chosen, boolean aside) {}

    /** A place of a ranking. @param options what can stand there; the first one leaves it free */
    public record Place(String label, List<Option> options) {}

    /**
     * One question.
     *
     * @param about what it is asked about, together with its neighbours; may be empty
     * @param note what to know before answering; may be empty
     * @param problem what was wrong with the answer; may be empty
     */
    public record Question(
            String id,
            String field,
            String about,
            String text,
            Kind kind,
            boolean required,
            List<Option> options,
            List<Place> places,
            String entered,
            String note,
            String problem) {
        /** The ids of the elements that say more, for screen readers; null if there are none. */
        public @Nullable String describedBy() {
            String ids = ((problem.isEmpty() ? "" : "e-" + id) + (note.isEmpty() ? "" : " n-" + id)).strip();
            return ids.isEmpty() ? null : ids;
        }
    }

    /** Neighbours about the same. @param about what that is; empty for a question that stands by itself */
    public record Block(String about, List<Question> questions) {}

    /**
     * One page of questions.
     *
     * @param language of the questions
     * @param number counts from 1
     * @param action where the form goes; empty for a preview, which has none
     * @param back the page before; empty on the first
     * @param token the word that says who made the token of an anonymous ballot; else empty
     */
    public record Screen(
            AnswerWords words,
            String language,
            String survey,
            String title,
            int number,
            int pages,
            int minutesLeft,
            String action,
            String back,
            List<Question> questions,
            int wrong,
            String token) {
        /** This page of an anonymous ballot. @param token the word that says who made its token */
        Screen keeping(String token) {
            return new Screen(
                    words, language, survey, title, number, pages, minutesLeft, action, back, questions, wrong, token);
        }

        public boolean last() {
            return number == pages;
        }

        /** The questions in order, neighbours about the same put together. */
        public List<Block> blocks() {
            var blocks = new ArrayList<Block>();
            for (Question question : questions) {
                boolean joins = !question.about().isEmpty()
                        && !blocks.isEmpty()
                        && blocks.getLast().about().equals(question.about());
                if (!joins) {
                    blocks.add(new Block(question.about(), new ArrayList<>()));
                }
                blocks.getLast().questions().add(question);
            }
            return blocks;
        }
    }

    /** The first screen, with the promise. */
    public record Welcome(
            AnswerWords words,
            String language,
            String survey,
            String purpose,
            int minutes,
            String openUntil,
            Confidentiality promise,
            boolean asksForWords,
            String start,
            Optional<Admission> admission) {
        /** Who will see what. */
        public String promised() {
            return promise.promise(words);
        }

        /** How that is kept. */
        public String kept() {
            return promise.how(words);
        }
    }

    /**
     * How one is let into an anonymous survey.
     *
     * @param slip what a browser without script sends
     * @param redeem where a browser with script sends its token
     * @param unit the name of the unit, for which the token counts
     * @param modulus of the unit's key
     */
    public record Admission(String slip, String redeem, String unit, String modulus) {}

    /** An anonymous survey that was begun, at the link that let its reader in. */
    public record Begun(AnswerWords words, String language, String survey) {}

    /** The last screen. @param again the first page, to look at the answers; @param anonymous whether only its address leads back */
    public record Done(
            AnswerWords words, String language, String survey, String openUntil, String again, boolean anonymous) {}

    static Screen screen(
            Answering.Held held,
            int index,
            Locale language,
            String action,
            String back,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong) {
        Screen screen = screen(held.known(), index, language, action, back, entered, wrong);
        return held.isAnonymous() ? screen.keeping(held.byBrowser() ? "made.browser" : "made.server") : screen;
    }

    static Screen screen(
            Waves.Known known,
            int index,
            Locale language,
            String action,
            String back,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong) {
        List<Questionnaire.Page> pages = known.snapshot().questionnaire().pages();
        Questionnaire.Page page = pages.get(index);
        AnswerWords words = AnswerWords.in(language);
        int minutes = known.wave().instrument().minutes();
        return new Screen(
                words,
                language.toLanguageTag(),
                known.wave().title(),
                page.title().in(language),
                index + 1,
                pages.size(),
                Math.max(1, Math.ceilDiv(minutes * (pages.size() - index), pages.size())),
                action,
                back,
                page.items().stream()
                        .map(item -> question(
                                item,
                                words,
                                language,
                                entered.getOrDefault(item.id(), List.of()),
                                problem(item, wrong)))
                        .toList(),
                wrong.size(),
                "");
    }

    private static String problem(Item item, List<Problem.Field> wrong) {
        return wrong.stream()
                .filter(field -> field.name().equals(item.id()))
                .map(Problem.Field::message)
                .findFirst()
                .orElse("");
    }

    private static Question question(
            Item item, AnswerWords words, Locale language, List<String> entered, String problem) {
        return new Question(
                item.id(),
                AnswerForm.PREFIX + item.id(),
                item instanceof Item.Rating rating
                        ? rating.about().map(about -> about.in(language)).orElse("")
                        : "",
                item.text().in(language),
                kind(item),
                item.required(),
                options(item, words, language, entered),
                item instanceof Item.Ranking ranking ? places(ranking, words, language, entered) : List.of(),
                entered.isEmpty() ? "" : entered.getFirst(),
                note(item, words, language),
                problem);
    }

    private static Kind kind(Item item) {
        return switch (item) {
            case Item.Rating _ -> Kind.ONE;
            case Item.Selection selection -> selection.most() == 1 ? Kind.ONE : Kind.SEVERAL;
            case Item.Recommend _ -> Kind.POINTS;
            case Item.Ranking _ -> Kind.PLACES;
            case Item.FreeText text -> text.mostCharacters() > LONG ? Kind.WORDS : Kind.LINE;
            case Item.Slider _ -> Kind.SLIDER;
            case Item.Number _ -> Kind.NUMBER;
            case Item.Day _ -> Kind.DAY;
            case Item.Email _ -> Kind.EMAIL;
            case Item.Consent _ -> Kind.CONSENT;
            case Item.PersonPick _ -> Kind.PEOPLE;
            case Item.Information _ -> Kind.INFORMATION;
        };
    }

    private static String note(Item item, AnswerWords words, Locale language) {
        return switch (item) {
            case Item.Rating _ -> "";
            case Item.Ranking ranking -> words.say("rank", "n", ranking.most());
            case Item.Recommend recommend ->
                words.say(
                        "points",
                        Map.of(
                                "least", recommend.least().in(language),
                                "most", recommend.most().in(language)));
            case Item.Selection selection ->
                selection.most() > 1 && selection.most() < selection.choices().size()
                        ? words.say("most", "n", selection.most())
                        : "";
            case Item.FreeText text -> words.say("characters", "n", text.mostCharacters());
            case Item.Slider slider ->
                words.say(
                        "slider",
                        Map.of(
                                "min", slider.min(),
                                "least", slider.least().in(language),
                                "max", slider.max(),
                                "most", slider.most().in(language)));
            case Item.Number number -> new AnswerRanges(words).note(number);
            case Item.Day day -> new AnswerRanges(words).note(day);
            case Item.PersonPick pick -> words.say("people", "n", pick.most());
            case Item.Email _, Item.Consent _, Item.Information _ -> "";
        };
    }

    private static List<Option> options(Item item, AnswerWords words, Locale language, List<String> entered) {
        var options = new ArrayList<Option>();
        switch (item) {
            case Item.Rating rating -> {
                List<LocalizedText> labels = rating.scale().labels();
                IntStream.range(0, labels.size())
                        .forEach(i -> options.add(option(
                                String.valueOf(rating.scale().min() + i),
                                labels.get(i).in(language),
                                entered,
                                false)));
                if (rating.notApplicable()) {
                    options.add(option(AnswerForm.NOT_APPLICABLE, words.say("not-applicable"), entered, true));
                } else if (!rating.required()) {
                    options.add(new Option("", words.say("clear"), false, true));
                }
            }
            case Item.Selection selection -> {
                selection
                        .choices()
                        .forEach(choice ->
                                options.add(option(choice.id(), choice.label().in(language), entered, false)));
                if (selection.most() == 1 && !selection.required()) {
                    options.add(new Option("", words.say("clear"), false, true));
                }
            }
            case Item.Recommend recommend -> {
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .mapToObj(String::valueOf)
                        .forEach(point -> options.add(option(point, point, entered, false)));
                if (!recommend.required()) {
                    options.add(new Option("", words.say("clear"), false, true));
                }
            }
            case Item.Consent _ -> options.add(option(Item.Consent.YES, words.say("agree"), entered, false));
            case Item.Ranking _,
                    Item.FreeText _,
                    Item.Slider _,
                    Item.Number _,
                    Item.Day _,
                    Item.Email _,
                    Item.PersonPick _,
                    Item.Information _ -> {}
        }
        return options;
    }

    /** A list a place: it works without script and by keyboard, and nothing has to be dragged. */
    private static List<Place> places(Item.Ranking ranking, AnswerWords words, Locale language, List<String> entered) {
        return IntStream.range(0, ranking.most())
                .mapToObj(i -> {
                    String here = i < entered.size() ? entered.get(i) : "";
                    var options = new ArrayList<Option>();
                    options.add(new Option("", words.say("no-place"), here.isEmpty(), false));
                    ranking.choices()
                            .forEach(choice -> options.add(new Option(
                                    choice.id(),
                                    choice.label().in(language),
                                    choice.id().equals(here),
                                    false)));
                    return new Place(words.say("place", "n", i + 1), options);
                })
                .toList();
    }

    private static Option option(String value, String label, List<String> entered, boolean aside) {
        return new Option(value, label, entered.contains(value), aside);
    }
}
