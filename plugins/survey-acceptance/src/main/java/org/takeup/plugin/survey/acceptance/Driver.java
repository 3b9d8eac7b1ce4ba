package org.takeup.plugin.survey.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** One of the four drivers of use, or the intention that they lead to: a page and a scale. */
enum Driver {
    USEFULNESS("usefulness", 4),
    EASE("ease", 4),
    INFLUENCE("influence", 4),
    CONDITIONS("conditions", 4),
    INTENTION("intention", 3);

    /** The statement that is worded against the others, in scales that have four. */
    private static final int REVERSED = 4;

    private final String id;
    private final int statements;

    Driver(String id, int statements) {
        this.id = id;
        this.statements = statements;
    }

    static Optional<Driver> withId(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    /** The id of page and scale, and the last part of the signal. */
    String id() {
        return id;
    }

    LocalizedText name(Texts texts) {
        return texts.text(id + ".name");
    }

    Questionnaire.Page page(Texts texts, ResponseScale agreement) {
        List<Item> items = items().stream()
                .<Item>map(item -> new Item.Rating(item, texts.text(item), false, agreement, true))
                .toList();
        return new Questionnaire.Page(id, name(texts), items);
    }

    /** Half of the statements must be answered, rounded up. */
    Scale scale(Texts texts) {
        List<ItemRef> refs = items().stream()
                .map(item -> new ItemRef(item, item.equals(item(REVERSED)), 1))
                .toList();
        return new Scale(id, name(texts), texts.text(id + ".meaning"), refs, (statements + 1) / 2);
    }

    Construct construct(Texts texts) {
        return new Construct(name(texts), texts.text(id + ".meaning"), items());
    }

    private List<String> items() {
        return IntStream.rangeClosed(1, statements).mapToObj(this::item).toList();
    }

    private String item(int n) {
        return id + "-" + n;
    }
}
