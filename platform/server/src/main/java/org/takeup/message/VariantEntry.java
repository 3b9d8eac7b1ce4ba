package org.takeup.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.message.source.Source;
import org.takeup.message.source.Wrong;
import org.takeup.plan.Stakeholder;

/**
 * A variant as it came in.
 *
 * @param audience id of a stakeholder; empty or left out for everybody
 * @param language tag; empty or left out for the workspace's
 */
public record VariantEntry(
        @Nullable String audience,
        @Nullable String language,
        @Nullable String subject,
        @Nullable String words) {

    /** As it is, for checks alone. */
    Variant bare() {
        return new Variant(text(audience), text(language), text(subject), text(words));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    /** @throws Problem 422 naming every part that does not fit, texts with line and column */
    Variant checked(List<Stakeholder> stakeholders) {
        Variant bare = bare();
        var wrong = new ArrayList<Problem.Field>();
        if (!bare.language().isEmpty() && Languages.of(bare.language()).isEmpty()) {
            wrong.add(new Problem.Field("language", "Choose one of " + String.join(", ", Languages.TAGS) + "."));
        }
        if (!bare.audience().isEmpty()
                && stakeholders.stream().noneMatch(each -> each.id().equals(bare.audience()))) {
            wrong.add(new Problem.Field("audience", "Choose one of your stakeholders, or nobody for everybody."));
        }
        try {
            if (Source.line(bare.subject()).isEmpty()) {
                wrong.add(new Problem.Field("subject", "Please fill this in."));
            }
        } catch (Wrong e) {
            wrong.add(new Problem.Field("subject", e.sentence()));
        }
        try {
            if (Source.read(bare.words()).blocks().isEmpty()) {
                wrong.add(new Problem.Field("words", "Please fill this in."));
            }
        } catch (Wrong e) {
            wrong.add(new Problem.Field("words", e.sentence()));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return bare;
    }
}
