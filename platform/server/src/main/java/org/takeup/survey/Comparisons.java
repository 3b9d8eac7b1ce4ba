package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.takeup.http.Problem;
import org.takeup.survey.scoring.Change;
import org.takeup.survey.scoring.Tally;
import org.takeup.tenant.Workspace;

/** Sets a separated wave beside an earlier one of the same instrument. */
final class Comparisons {
    /** What to give for no comparison at all. */
    static final String NONE = "none";

    private static final int MOST = 100;

    /** The waves that this one can be compared with, the newest first: none that shows nothing because of another one. */
    List<Wave> earlier(Workspace workspace, Wave wave) {
        return new NewestWaves(workspace).with(wave.instrument().id(), wave.opened(), MOST);
    }

    /**
     * @param asked the id of an earlier wave, or {@link #NONE}; the newest earlier one if it is left out
     * @param figures what may be shown of a wave
     * @throws Problem 422 for a wave that is not among the earlier ones, whoever it may belong to
     */
    Optional<WaveResults.Since> since(
            Workspace workspace, WaveResults results, Optional<String> asked, Function<Wave, Tally.Released> figures) {
        if (asked.filter(NONE::equals).isPresent()) {
            return Optional.empty();
        }
        List<Wave> earlier = earlier(workspace, results.wave());
        Optional<Wave> before = asked.isEmpty()
                ? earlier.stream().findFirst()
                : Optional.of(earlier.stream()
                        .filter(each -> each.id().equals(asked.get()))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(
                                "since",
                                "Give the id of an earlier survey of this workspace that used the same instrument and"
                                        + " shows results, or none.")));
        return before.map(wave -> new WaveResults.Since(wave, Change.between(figures.apply(wave), results.figures())));
    }
}
