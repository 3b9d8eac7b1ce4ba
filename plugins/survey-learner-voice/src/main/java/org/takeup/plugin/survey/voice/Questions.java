package org.takeup.plugin.survey.voice;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire.Page;
import org.takeup.plugin.api.survey.ResponseScale;

/** What is asked, page by page. The ids of items and choices are stable: what they mean stays. */
final class Questions {
    private static final int PLACES = 3;
    private static final int SEVERAL = 3;
    private static final int WORDS = 600;

    private final Texts texts;
    private final ResponseScale agreement;

    Questions(Texts texts) {
        this.texts = texts;
        this.agreement = points("agreement");
    }

    /** Whom people listen to, first and second. {@code line-manager}, {@code colleague} and {@code hr-ld} are the messengers. */
    private List<Choice> voices() {
        return choices("view", "line-manager", "colleague", "senior-leader", "hr-ld", "trainer", "outside", "nobody");
    }

    List<Page> pages() {
        return List.of(
                page("view", one("view-first", voices()), one("view-second", voices())),
                page(
                        "told",
                        new Item.Ranking("told-how", texts.text("told-how"), false, ways(), PLACES),
                        one("told-when", choices("when", "start", "morning", "midday", "afternoon", "end", "any")),
                        one("told-often", choices("often", "week", "fortnight", "month", "mine"))),
                page(
                        "learn",
                        several("device", choices("device", "phone", "tablet", "computer", "shared", "paper", "room")),
                        several(
                                "learn-when",
                                choices("time", "planned", "quiet", "break", "travel", "evening", "weekend", "none"))),
                page("doing", statements("doing")),
                page("thinking", statements("thinking")),
                page(
                        "change",
                        words("new-ability"),
                        new Item.Rating("used", texts.text("used"), false, points("used"), true),
                        words("helped"),
                        one("share", choices("share", "yes", "no"))),
                page(
                        "recommend",
                        new Item.Recommend(
                                "recommend",
                                texts.text("recommend"),
                                false,
                                texts.text("recommend.least"),
                                texts.text("recommend.most")),
                        words("recommend-why")));
    }

    private List<Choice> ways() {
        return choices("how", "manager", "meeting", "colleague", "email", "chat", "intranet", "poster", "video");
    }

    private Page page(String id, Item... items) {
        return new Page(id, texts.text(id + ".page"), List.of(items));
    }

    private Item one(String id, List<Choice> choices) {
        return new Item.Selection(id, texts.text(id), false, choices, 1);
    }

    private Item several(String id, List<Choice> choices) {
        return new Item.Selection(id, texts.text(id), false, choices, SEVERAL);
    }

    private Item words(String id) {
        return new Item.FreeText(id, texts.text(id), false, WORDS);
    }

    private Item[] statements(String scale) {
        return IntStream.rangeClosed(1, LearnerVoice.STATEMENTS)
                .mapToObj(n -> scale + "-" + n)
                .map(id -> new Item.Rating(id, texts.text(id), false, agreement, true))
                .toArray(Item[]::new);
    }

    private List<Choice> choices(String of, String... ids) {
        return Arrays.stream(ids)
                .map(id -> new Choice(id, texts.text(of + "." + id)))
                .toList();
    }

    private ResponseScale points(String name) {
        return new ResponseScale(
                1,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(point -> texts.text(name + "." + point))
                        .toList());
    }
}
