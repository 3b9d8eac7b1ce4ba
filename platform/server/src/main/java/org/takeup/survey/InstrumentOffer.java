package org.takeup.survey;

import java.util.List;
import java.util.Set;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.questionnaire.Use;

/** An instrument that can be asked. @param plugin id of the plugin it is from; @param uses what its results are used for */
public record InstrumentOffer(String plugin, String version, InstrumentProfile profile, Set<Use> uses) {
    /** What its results are used for, in plain words. */
    public List<String> usesInWords() {
        return Use.labels(uses);
    }
}
