package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.Change;
import org.takeup.survey.scoring.Tally;

/**
 * The results of a separated wave: only figures that may be shown.
 *
 * @param signals what the instrument makes of them
 * @param reading how they are meant to be read, if the instrument says so
 * @param shown what is missing of the figures, because it would tell of a few people beside another wave of nearly the same ones
 */
public record WaveResults(
        Wave wave,
        Tally.Released figures,
        List<Signal> signals,
        Optional<LocalizedText> reading,
        FewApart.Shown shown) {
    public WaveResults {
        signals = List.copyOf(signals);
    }

    /** Of a wave beside which there is no other one. */
    public WaveResults(Wave wave, Tally.Released figures, List<Signal> signals, Optional<LocalizedText> reading) {
        this(wave, figures, signals, reading, FewApart.Shown.ALL);
    }

    /** Why nothing is shown because of another survey, and what to do, in sentences; empty if that is not so. */
    public String withheld() {
        return shown == FewApart.Shown.NOTHING
                ? FewApartWords.of(shown, figures.threshold()) + " " + FewApartWords.remedy()
                : "";
    }

    /** Everybody whom the shares speak of, for their intervals; 0 if that is not known. */
    public long frame() {
        return ResultsView.frame(wave, figures.responses());
    }

    /** What changed since an earlier wave of the same instrument. */
    public record Since(Wave before, List<Change.OfScale> scales) {
        public Since {
            scales = List.copyOf(scales);
        }
    }

    /**
     * Results as somebody asked to see them.
     *
     * @param earlier the waves that these results can be compared with, the newest first
     * @param since the comparison, unless there is none or none was wanted
     * @param outcome the id of what the ranking of drivers is about, if one was chosen
     * @param takeUp how scores of units go with their take-up, if that was asked and there are such scores
     */
    public record Compared(
            WaveResults results,
            List<Wave> earlier,
            Optional<Since> since,
            Optional<String> outcome,
            Optional<TakeUpDrivers> takeUp) {
        public Compared {
            earlier = List.copyOf(earlier);
        }

        /** Results by themselves. */
        static Compared alone(WaveResults results) {
            return new Compared(results, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Compared with(Optional<TakeUpDrivers> other) {
            return new Compared(results, earlier, since, outcome, other);
        }
    }
}
