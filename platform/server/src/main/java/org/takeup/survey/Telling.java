package org.takeup.survey;

import java.util.List;
import org.takeup.http.Problem;
import org.takeup.plugin.api.survey.Item;

/** Questions whose answers say who somebody is, or whom they mean. */
final class Telling {
    private Telling() {}

    /** @throws Problem 422 naming such questions if the survey is anonymous */
    static void refuse(Confidentiality privacy, Snapshot snapshot) {
        List<String> telling = snapshot.questionnaire()
                .items()
                .filter(item -> item instanceof Item.Email || item instanceof Item.PersonPick)
                .map(Item::id)
                .toList();
        if (privacy.isAnonymous() && !telling.isEmpty()) {
            throw Problem.invalid(
                    "privacy",
                    "These questions ask who somebody is, so an anonymous survey cannot ask them: "
                            + String.join(", ", telling)
                            + ". Open it as a confidential or named survey, or take another instrument.");
        }
    }
}
