package org.takeup.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.questionnaire.Use;
import org.takeup.survey.WaveResults;

/**
 * What a questionnaire that is used for trainer readiness points at. It is one of the workspace's own, so that no instrument gives
 * signals for it; its four subscales are the four lines below “trainer skill and attitude” of the catalogue of
 * barriers. In all of them a high score is good. Pure.
 */
final class TrainerReadiness {
    /** By the scale's id, the id of the need. */
    static final Map<String, String> NEEDS = needs();

    /** The scale of which it is said what programmes cost now and bring later. */
    static final String SHORT_TERM_PAIN = "short-term-pain";

    private TrainerReadiness() {}

    private static Map<String, String> needs() {
        var needs = new LinkedHashMap<String, String>();
        needs.put("motivation", "barrier:trainer-motivation");
        needs.put("stand-up", "barrier:stand-up-only");
        needs.put("fear", "barrier:fear");
        needs.put(SHORT_TERM_PAIN, "barrier:short-term-pain");
        return needs;
    }

    /** Whether results are used for it: the questionnaire said so when the survey opened. */
    static boolean asked(WaveResults results) {
        return results.wave().instrument().uses().contains(Use.TRAINER_READINESS);
    }

    /** A signal a subscale, as an instrument would give them. */
    static List<Signal> signals(Library library) {
        return NEEDS.entrySet().stream()
                .flatMap(each -> library.need(each.getValue()).stream()
                        .map(need -> new Signal(need.id(), each.getKey(), need.name())))
                .toList();
    }
}
