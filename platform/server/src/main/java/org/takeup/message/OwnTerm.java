package org.takeup.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.message.check.Term;
import org.takeup.plan.Stakeholder;

/**
 * A term of the workspace's own.
 *
 * @param audience id of the stakeholder for whom it counts; empty for everybody
 * @param instead plain words; empty if they use the term themselves
 */
public record OwnTerm(String id, String language, String audience, String term, String instead) {
    Term bare() {
        return new Term(term, instead, !audience.isEmpty());
    }

    /** What a planner says. */
    public record Entry(
            @Nullable String language,
            @Nullable String audience,
            @Nullable String term,
            @Nullable String instead) {
        /** @throws Problem 422 naming every part that does not fit */
        OwnTerm checked(String id, List<Stakeholder> stakeholders) {
            var wrong = new ArrayList<Problem.Field>();
            String words = Plain.repeatable(Plain.line(term, "term", Term.LONGEST, true, wrong), "term", wrong);
            String plain =
                    Plain.repeatable(Plain.line(instead, "instead", Term.LONGEST, false, wrong), "instead", wrong);
            String tag = language == null ? "" : language;
            if (Languages.of(tag).isEmpty()) {
                wrong.add(new Problem.Field("language", "Choose one of " + String.join(", ", Languages.TAGS) + "."));
            }
            String who = audience == null ? "" : audience;
            if (!who.isEmpty()
                    && stakeholders.stream().noneMatch(each -> each.id().equals(who))) {
                wrong.add(new Problem.Field("audience", "Choose one of your stakeholders, or nobody for everybody."));
            }
            if (words.chars().noneMatch(Character::isLetter) && !words.isEmpty()) {
                wrong.add(new Problem.Field("term", "Write at least one word."));
            }
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong);
            }
            return new OwnTerm(id, tag, who, words, plain);
        }
    }
}
