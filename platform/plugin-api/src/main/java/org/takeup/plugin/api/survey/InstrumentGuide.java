package org.takeup.plugin.api.survey;

import java.util.List;
import org.takeup.plugin.api.LocalizedText;

/**
 * How an instrument is meant to be used, for the people who plan surveys and read results. Since 1.1.
 *
 * @param constructs what is measured, in the order of reports
 * @param scoring how answers become scores, in words
 * @param audience whom to ask
 * @param weeksBetween after how many weeks asking the same people again can show a change; at least 1
 * @param reading how to read the results, and what they do not say
 * @param signals all that {@link SurveyInstrument#signals} can say, so that plan builders can rely on it
 * @param sources where constructs, formula and facts are from, one plain citation each, at most 500 characters
 */
public record InstrumentGuide(
        List<Construct> constructs,
        LocalizedText scoring,
        LocalizedText audience,
        int weeksBetween,
        LocalizedText reading,
        List<SignalNote> signals,
        List<String> sources) {
    public InstrumentGuide {
        constructs = List.copyOf(constructs);
        signals = List.copyOf(signals);
        sources = List.copyOf(sources);
    }

    /**
     * One thing that is measured.
     *
     * @param definition what is meant by it
     * @param items ids of the items that ask for it, at least one
     */
    public record Construct(LocalizedText name, LocalizedText definition, List<String> items) {
        public Construct {
            items = List.copyOf(items);
        }
    }

    /**
     * A signal that the instrument can raise.
     *
     * @param id as in {@link Signal}; stable, because plan builders tie measures to it
     * @param when the rule by which it is raised, in words
     */
    public record SignalNote(String id, LocalizedText when) {}
}
