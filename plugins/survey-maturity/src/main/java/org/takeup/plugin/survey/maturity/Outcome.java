package org.takeup.plugin.survey.maturity;

import java.util.Arrays;
import java.util.List;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** What more mature organisations are said to have more of, as people see it: an index of two statements. */
enum Outcome {
    BUSINESS_IMPACT("business-impact"),
    STAFF_IMPACT("staff-impact"),
    TAKE_UP("take-up");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** All outcomes are asked on one page. */
    static Questionnaire.Page page(Texts texts, ResponseScale agreement) {
        List<Item> items = Arrays.stream(values())
                .flatMap(outcome -> outcome.items().stream())
                .<Item>map(item -> new Item.Rating(item, texts.text(item), false, agreement, true))
                .toList();
        return new Questionnaire.Page("outcomes", texts.text("outcomes.page"), items);
    }

    Scale index(Texts texts) {
        List<ItemRef> refs =
                items().stream().map(item -> new ItemRef(item, false, 1)).toList();
        return new Scale(id, texts.text(id + ".name"), texts.text(id + ".meaning"), refs, 1, true, "");
    }

    Construct construct(Texts texts) {
        return new Construct(texts.text(id + ".name"), texts.text(id + ".meaning"), items());
    }

    private List<String> items() {
        return List.of(id + "-1", id + "-2");
    }
}
