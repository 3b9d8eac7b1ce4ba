package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.Tally;

/**
 * The results of a separated wave: only figures that may be shown.
 *
 * @param signals what the instrument makes of them
 * @param reading how they are meant to be read, if the instrument says so
 */
public record WaveResults(Wave wave, Tally.Released figures, List<Signal> signals, Optional<LocalizedText> reading) {
    public WaveResults {
        signals = List.copyOf(signals);
    }
}
