package org.takeup.plugin.survey.barriers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** One of the four families of barriers: a page, a construct and an index. */
enum Family {
    MEANS("means"),
    PROOF("proof"),
    BUSINESS("business"),
    TRAINERS("trainer-skill-and-attitude");

    private final String id;

    Family(String id) {
        this.id = id;
    }

    /** The id of page and index. */
    String id() {
        return id;
    }

    LocalizedText name(Texts texts) {
        return texts.text(id + ".name");
    }

    Construct construct(Texts texts) {
        List<String> items = Barrier.of(this).stream()
                .flatMap(barrier -> Stream.of(barrier.us(), barrier.others(), barrier.often()))
                .toList();
        return new Construct(name(texts), texts.text(id + ".definition"), items);
    }

    /** Half of the ratings must be there, rounded up. */
    Scale index(Texts texts) {
        List<ItemRef> items = Barrier.of(this).stream()
                .flatMap(barrier -> barrier.severityItems().stream())
                .toList();
        return new Scale(
                id,
                texts.text("family.scale", Map.of("family", name(texts))),
                texts.text("family.meaning"),
                items,
                (items.size() + 1) / 2,
                true,
                "");
    }
}
