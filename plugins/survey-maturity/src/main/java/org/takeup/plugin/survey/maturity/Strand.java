package org.takeup.plugin.survey.maturity;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.InstrumentGuide.SignalNote;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** One of the six strands: a page of five statements and a scale over them. One statement is worded against the rest. */
enum Strand {
    DEFINING_NEED("defining-need", 3),
    LEARNER_CONTEXT("learner-context", 4),
    WORK_CONTEXT("work-context", 4),
    CAPABILITY("capability", 4),
    ENGAGEMENT("engagement", 4),
    DEMONSTRATING_VALUE("demonstrating-value", 4);

    private static final int STATEMENTS = 5;
    /** Half of the statements, rounded up: with fewer answers a person has no score on this strand. */
    private static final int MIN_ANSWERED = (STATEMENTS + 1) / 2;

    private final String id;
    private final int reversed;

    Strand(String id, int reversed) {
        this.id = id;
        this.reversed = reversed;
    }

    /** The id of page and scale, and the last part of the signal. */
    String id() {
        return id;
    }

    LocalizedText title(Texts texts) {
        return texts.text(id + ".name");
    }

    Questionnaire.Page page(Texts texts, ResponseScale agreement) {
        List<Item> items = statements()
                .<Item>mapToObj(n -> new Item.Rating(itemId(n), texts.text(itemId(n)), false, agreement, true))
                .toList();
        return new Questionnaire.Page(id, title(texts), items);
    }

    Construct construct(Texts texts) {
        return new Construct(
                title(texts),
                texts.text(id + ".meaning"),
                statements().mapToObj(this::itemId).toList());
    }

    /** The signal by which a plan learns that it is weak. */
    SignalNote note(Texts texts) {
        return new SignalNote("weak:" + id, texts.text("when.weak", Map.of("strand", title(texts))));
    }

    Scale scale(Texts texts) {
        List<ItemRef> items = statements()
                .mapToObj(n -> new ItemRef(itemId(n), n == reversed, 1))
                .toList();
        return new Scale(id, title(texts), texts.text(id + ".meaning"), items, MIN_ANSWERED);
    }

    private String itemId(int n) {
        return id + "-" + n;
    }

    private static IntStream statements() {
        return IntStream.rangeClosed(1, STATEMENTS);
    }
}
