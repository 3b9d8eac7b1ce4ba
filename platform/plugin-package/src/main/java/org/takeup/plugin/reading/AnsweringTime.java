package org.takeup.plugin.reading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * How long somebody needs who sees a questionnaire for the first time, on a phone, from the link in the invitation to the
 * thanks: a calculation on its words and questions; nobody was timed. They read every text that is shown, each once, and
 * nothing that is folded away. They answer every question, also those that only some are shown, and write something wherever
 * they can.
 *
 * <ul>
 *   <li>Reading: 238 words of English a minute, silently (Brysbaert 2019); 179 of German, 195 of French, 218 of Spanish, aloud
 *       (IReST 2012), which is slower; {@link Reader}.
 *   <li>Deciding: 1.35 s before each choice, M of the keystroke-level model (Card, Moran and Newell 1980).
 *   <li>A tap: a finger on a phone points at 6.95 bits a second (MacKenzie 2015, 16 people). From one end of a screen of 844
 *       pixels to a target of 44 these are 4.3 bits. Pressing takes 0.2 s more, B of the keystroke-level model.
 *   <li>A swipe a question, as long as a tap: of what a phone takes longer than a desk, much goes into scrolling (Couper and
 *       Peterson, Why do web surveys take longer on smartphones?).
 *   <li>Words of one's own: {@value #OWN_WORDS} at each such question, at 36.2 a minute (How do people type on mobile devices?,
 *       2019, 37,000 people).
 *   <li>A page: one second until it is there.
 * </ul>
 *
 * The swipes, the number of own words and the second are assumptions of ours. A questionnaire of ratings comes out at six to
 * eight seconds a question; surveys of a panel count with 10.6 for one that stands alone and less for one of many alike (Pew
 * Research Center 2022: 15 minutes are 85).
 *
 * @param wordsAMinute how fast the language is read
 * @param words that are shown, from the first page to the last
 * @param choices to think about
 * @param taps on answers and buttons
 * @param swipes to get to the next question
 * @param typed words of one's own
 * @param pages that are waited for
 */
public record AnsweringTime(int wordsAMinute, long words, int choices, int taps, int swipes, int typed, int pages) {
    /**
     * The most words that the platform itself shows before the first question, in any of its languages: how long it takes and
     * until when, who will see what, and what an anonymous survey says of its address.
     */
    public static final int WORDS_BEFORE = 84;

    /** The most words that the platform itself shows on a page of questions: where one is, what is left, its buttons. */
    public static final int WORDS_OF_A_PAGE = 24;

    /** So many of them are others on each page: where one is, and what is left. */
    private static final int WORDS_THAT_CHANGE = 8;

    private static final double DECIDE = 1.35;
    private static final double BITS_A_SECOND = 6.95;
    private static final double TAP = Math.log(844.0 / 44 + 1) / Math.log(2) / BITS_A_SECOND + 0.2;
    private static final double SWIPE = TAP;
    private static final double LOAD = 1;
    private static final int OWN_WORDS = 15;
    private static final double TYPED_A_MINUTE = 36.2;

    /**
     * Words a minute, by language. English is read silently at 238, over 190 studies (Brysbaert 2019). Of the others we know
     * what 25 young adults each read aloud (Trauzettel-Klosinski and Dietz 2012, IReST). Silently people read faster: English
     * aloud is 183, over 77 studies (Brysbaert 2019).
     */
    private static final Map<String, Integer> READ_A_MINUTE = Map.of("en", 238, "de", 179, "fr", 195, "es", 218);

    /** The mean of the 17 languages of IReST. */
    private static final int READ_A_MINUTE_ELSEWHERE = 184;

    /** Who reads. */
    public enum Reader {
        /** In the middle. */
        TYPICAL(1),
        /** At the lower end of "most adults": 175 words of English a minute, where the average is 238 (Brysbaert 2019). */
        SLOW(175.0 / 238);

        private final double pace;

        Reader(double pace) {
            this.pace = pace;
        }
    }

    /** From the link to the thanks. */
    public double seconds(Reader reader) {
        return 60.0 * words / (wordsAMinute * reader.pace)
                + DECIDE * choices
                + TAP * taps
                + SWIPE * swipes
                + 60 * typed / TYPED_A_MINUTE
                + LOAD * pages;
    }

    /** From the link to the thanks, in minutes, the last one counted if it has begun. */
    public int minutes(Reader reader) {
        return (int) Math.ceil(seconds(reader) / 60);
    }

    /**
     * The time for an instrument.
     *
     * @param language BCP 47 tag of one of its languages
     */
    public static AnsweringTime of(InstrumentProfile profile, Questionnaire asked, String language) {
        Locale locale = Locale.forLanguageTag(language);
        int pages = asked.pages().size();
        List<Deeds> deeds = asked.items().map(AnsweringTime::deeds).toList();
        long read = Counted.words(Stream.concat(Stream.of(profile.name(), profile.purpose()), texts(asked))
                .distinct()
                .map(text -> text.in(locale))
                .toList());
        // On each page, and on the one before them, a button; the page of thanks is there when the time ends.
        return new AnsweringTime(
                READ_A_MINUTE.getOrDefault(locale.getLanguage(), READ_A_MINUTE_ELSEWHERE),
                read + beside(asked) + WORDS_BEFORE + WORDS_OF_A_PAGE + (long) WORDS_THAT_CHANGE * (pages - 1),
                sum(deeds, Deeds::choices) + pages + 1,
                sum(deeds, Deeds::taps) + pages + 1,
                deeds.size() + 1,
                sum(deeds, Deeds::typed),
                pages + 2);
    }

    /**
     * The most words that the platform itself shows beside a question of this kind, in any of its languages: what to know before
     * answering, and the way to answer nothing. However many such questions there are, they are read once.
     */
    public static int wordsBeside(Item item) {
        return switch (item) {
            case Item.Rating _, Item.Email _, Item.Information _ -> 0;
            case Item.Consent _ -> 4;
            case Item.FreeText _ -> 5;
            case Item.Selection _, Item.Recommend _, Item.Number _ -> 10;
            case Item.Day _ -> 14;
            case Item.Ranking _, Item.Slider _, Item.PersonPick _ -> 36;
        };
    }

    private static int beside(Questionnaire asked) {
        return asked
                .items()
                .collect(Collectors.toMap(Item::getClass, AnsweringTime::wordsBeside, Math::max))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private record Deeds(int choices, int taps, int typed) {}

    private static int sum(List<Deeds> all, ToIntFunction<Deeds> of) {
        return all.stream().mapToInt(of).sum();
    }

    private static Stream<LocalizedText> texts(Questionnaire asked) {
        return asked.pages().stream()
                .flatMap(page -> Stream.concat(
                        Stream.of(page.title()), page.items().stream().flatMap(AnsweringTime::texts)));
    }

    private static Stream<LocalizedText> texts(Item item) {
        Stream<LocalizedText> more = switch (item) {
            case Item.Rating rating -> Stream.concat(rating.about().stream(), rating.scale().labels().stream());
            case Item.Selection selection -> labels(selection.choices());
            case Item.Ranking ranking -> labels(ranking.choices());
            case Item.Recommend recommend -> Stream.of(recommend.least(), recommend.most());
            case Item.Slider slider -> Stream.of(slider.least(), slider.most());
            case Item.Number number -> number.unit().stream();
            case Item.FreeText _, Item.Day _, Item.Email _, Item.Information _, Item.Consent _, Item.PersonPick _ ->
                Stream.empty();
        };
        return Stream.concat(more, Stream.of(item.text()));
    }

    private static Stream<LocalizedText> labels(List<Choice> choices) {
        return choices.stream().map(Choice::label);
    }

    private static Deeds deeds(Item item) {
        return switch (item) {
            case Item.Rating _, Item.Recommend _, Item.Consent _ -> new Deeds(1, 1, 0);
            case Item.Selection selection -> new Deeds(selection.most(), selection.most(), 0);
            // A list is opened, then something is chosen from it.
            case Item.Ranking ranking -> new Deeds(ranking.most(), 2 * ranking.most(), 0);
            // A day is chosen by three wheels; a slider is moved, and moved again.
            case Item.Slider _, Item.Day _ -> new Deeds(1, 3, 0);
            case Item.FreeText _ -> new Deeds(1, 1, OWN_WORDS);
            case Item.Number _ -> new Deeds(1, 1, 1);
            case Item.Email _ -> new Deeds(0, 1, 4);
            // Part of a name is typed and looked for, and the person chosen.
            case Item.PersonPick pick -> new Deeds(pick.most(), 3 * pick.most(), pick.most());
            case Item.Information _ -> new Deeds(0, 0, 0);
        };
    }
}
