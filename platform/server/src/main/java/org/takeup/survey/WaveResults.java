package org.takeup.survey;

import java.util.List;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.Tally;

/** The results of a separated wave: only figures that may be shown. @param signals what the instrument makes of them */
public record WaveResults(Wave wave, Tally.Released figures, List<Signal> signals) {
    public WaveResults {
        signals = List.copyOf(signals);
    }
}
