package org.takeup.plugin.survey.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * One of the four drivers of use, or the intention that they lead to: a scale of three statements, the last of which is worded
 * against the others. A number stands for one question for good: other words get another number, and those that are missing
 * stood for others in version 1.0.0.
 */
enum Driver {
    USEFULNESS("usefulness", 5, 6, 7),
    EASE("ease", 5, 6, 7),
    INFLUENCE("influence", 5, 2, 6),
    CONDITIONS("conditions", 7, 6, 5),
    INTENTION("intention", 4, 6, 5);

    private static final int LEAST_ANSWERED = 2;

    private final String id;
    private final List<String> statements;

    Driver(String id, int... numbers) {
        this.id = id;
        this.statements =
                Arrays.stream(numbers).mapToObj(number -> id + "-" + number).toList();
    }

    static Optional<Driver> withId(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    /** The id of the scale, and the last part of the signal. */
    String id() {
        return id;
    }

    LocalizedText name(Texts texts) {
        return texts.text(id + ".name");
    }

    /** What is asked, in order. */
    Stream<Item> items(Texts texts, ResponseScale agreement) {
        return statements.stream().map(item -> new Item.Rating(item, texts.text(item), false, agreement, true));
    }

    Scale scale(Texts texts) {
        List<ItemRef> refs = statements.stream()
                .map(item -> new ItemRef(item, item.equals(statements.getLast()), 1))
                .toList();
        return new Scale(id, name(texts), texts.text(id + ".meaning"), refs, LEAST_ANSWERED);
    }

    Construct construct(Texts texts) {
        return new Construct(name(texts), texts.text(id + ".meaning"), statements);
    }
}
