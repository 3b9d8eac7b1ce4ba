package org.takeup.survey;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.learning.TakeUps;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.questionnaire.Use;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.tenant.Workspace;

/**
 * What surveys came to, once they are closed and their answers are separated from the people: the released figures, as a
 * page in one language, beside earlier waves, and as signals for plan builders. Thread-safe; calls block.
 */
public final class Outcomes {
    /** Whose results a plan builder hears of; the newest ones. */
    private static final int MOST_INSTRUMENTS = 50;

    private final Waves waves;
    private final Results results;
    private final TakeUps takeUps;

    Outcomes(Waves waves, Results results, TakeUps takeUps) {
        this.waves = waves;
        this.results = results;
        this.takeUps = takeUps;
    }

    /** @throws PilotOnly if it is a pilot; @throws ResultsNotYet until the wave is closed and its answers are separated from the people */
    public WaveResults of(Workspace workspace, String waveId) {
        return results.of(workspace, waveId);
    }

    /**
     * The results in one language, beside the newest earlier ones of the same instrument.
     *
     * @throws ResultsNotYet until the wave is closed and its answers are separated from the people
     */
    public ResultsView report(Workspace workspace, String waveId, Locale language) {
        return ResultsView.of(results.compared(workspace, waveId, Optional.empty(), Optional.empty()), language);
    }

    /**
     * The same beside the take-up of the units, for planners, who may see take-up by unit as well.
     *
     * @throws ResultsNotYet until the wave is closed and its answers are separated from the people
     */
    public ResultsView reportForPlanners(Workspace workspace, String waveId, Locale language) {
        return ResultsView.of(compared(workspace, waveId, Optional.empty(), Optional.empty()), language);
    }

    /**
     * The same in one language, with what it was made from, read once.
     *
     * @throws ResultsNotYet until the wave is closed and its answers are separated from the people
     */
    public Reported reported(Workspace workspace, String waveId, Locale language) {
        var compared = results.compared(workspace, waveId, Optional.empty(), Optional.empty());
        return new Reported(ResultsView.of(compared, language), compared.results());
    }

    /** Results in one language, and the figures that they were made from. */
    public record Reported(ResultsView view, WaveResults results) {}

    /** What stands behind the ids of a wave's exports. @throws Problem not found */
    public Codebook codebook(Workspace workspace, String waveId, Locale language) {
        return Codebook.of(waves.find(workspace, waveId), language);
    }

    /**
     * Results beside those of an earlier wave of the same instrument, and beside the take-up of the units. For planners, who may see
     * take-up by unit as well.
     *
     * @param since id of the earlier wave, or none; the newest earlier one if left out
     * @param outcome id of what the ranking of drivers is about; the instrument's own if left out
     * @throws ResultsNotYet until the wave is closed and its answers are separated from the people
     */
    WaveResults.Compared compared(
            Workspace workspace, String waveId, Optional<String> since, Optional<String> outcome) {
        WaveResults.Compared compared = results.compared(workspace, waveId, since, outcome);
        return compared.with(takeUp(workspace, compared.results()));
    }

    /**
     * The strands of maturity beside the three outcomes, in one language. For planners, who may see take-up as well.
     *
     * @throws Problem 404 if the survey asks for no such outcomes
     * @throws ResultsNotYet until the wave is closed and its answers are separated from the people
     */
    public MaturityView maturity(Workspace workspace, String waveId, Locale language) {
        WaveResults of = of(workspace, waveId);
        ZoneId zone = workspace.settings().zone();
        TakeUpDrivers.Period period = TakeUpDrivers.Period.before(of.wave().ends(), zone);
        return MaturityView.of(of, period, zone, takeUps.overFourWeeks(workspace, period.from()), language);
    }

    private Optional<TakeUpDrivers> takeUp(Workspace workspace, WaveResults results) {
        ZoneId zone = workspace.settings().zone();
        return TakeUpDrivers.of(
                results.figures(),
                TakeUpDrivers.Period.before(results.wave().ends(), zone),
                zone,
                (named, period) -> takeUps.perUnit(workspace, named, period.from(), period.weeks()));
    }

    /**
     * What the newest results of each instrument say to a plan builder: those of the newest wave first, each instrument's
     * most important first. Rests on released figures only.
     */
    public List<Signal> latestSignals(Workspace workspace) {
        return new NewestWaves(workspace)
                .ofEachInstrument(MOST_INSTRUMENTS).stream()
                        .flatMap(wave -> of(workspace, wave).signals().stream())
                        .toList();
    }

    /** The newest results in one language, if a survey of this workspace shows any. Released figures only. */
    public Optional<ResultsView> latestResults(Workspace workspace, Locale language) {
        return new NewestWaves(workspace).ofAll().map(wave -> ResultsView.of(of(workspace, wave.id()), language));
    }

    /**
     * Surveys whose results are used for this, as their questionnaire said when they opened, the newest first, at most
     * {@link Surveys#LATEST}: those that have opened and are no pilots. Released figures only.
     *
     * @param scale id of the scale whose score is wanted
     */
    public List<WaveOfScale> asking(Workspace workspace, Use use, String scale) {
        return new NewestWaves(workspace)
                .usedFor(use, EnumSet.complementOf(EnumSet.of(Wave.State.PLANNED)), Surveys.LATEST).stream()
                        .map(wave -> new WaveOfScale(wave, score(workspace, wave, scale)))
                        .toList();
    }

    private Optional<Score> score(Workspace workspace, Wave wave, String scale) {
        if (wave.state() != Wave.State.SEPARATED) {
            return Optional.empty();
        }
        return results.of(workspace, wave.id()).figures().scales().stream()
                .filter(each -> each.scale().id().equals(scale))
                .findFirst()
                .flatMap(ScaleResult::total);
    }

    /**
     * The newest results of a survey that are used for this, in one language; empty if there are none. Released figures only.
     */
    public Optional<Latest> latestFor(Workspace workspace, Use use, Locale language) {
        return counted(workspace, use, 1).stream()
                .findFirst()
                .map(wave -> new Latest(ResultsView.of(of(workspace, wave.id()), language), wave.ends()));
    }

    /** Results of a survey. @param ended when it ended */
    public record Latest(ResultsView results, Instant ended) {}

    /** Surveys that show results and ask this, the newest first. No pilots. @param item id of the question @param most of them */
    public List<Wave> asking(Workspace workspace, String item, int most) {
        return new NewestWaves(workspace).asking(item, most);
    }

    /**
     * Surveys that show results which are used for this, the newest first. No pilots.
     *
     * @param most of them
     */
    public List<Wave> counted(Workspace workspace, Use use, int most) {
        return new NewestWaves(workspace).countedFor(use, most);
    }

    /**
     * The newest results with an instrument of this plugin that show anything. No pilots. Released figures only.
     *
     * @param ended only those that ended after this moment
     */
    public Optional<WaveResults> newestOf(Workspace workspace, String plugin, Instant ended) {
        return new NewestWaves(workspace).ofPlugin(plugin, ended).map(wave -> of(workspace, wave.id()));
    }

    /**
     * A wave whose answers keep their people, once it is over.
     *
     * @throws Problem 409 if its answers are without names
     * @throws ResultsNotYet until it is closed
     */
    Waves.Known withNames(Workspace workspace, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        if (!known.wave().privacy().isNamed()) {
            throw new Problem(
                    409,
                    "answers-without-names",
                    "The answers of this survey are without names.",
                    "Its results are at /surveys/" + waveId + "/results.");
        }
        if (known.wave().state() != Wave.State.SEPARATED) {
            throw new ResultsNotYet(known.wave().state());
        }
        return known;
    }
}
